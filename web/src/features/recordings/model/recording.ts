import type { paths } from '@/lib/api/schema';

export type Recording =
  paths['/v1/recordings/{recording_id}']['get']['responses'][200]['content']['application/json'];
export type Channel = Recording['channels'][number];
export type Analysis = NonNullable<Recording['latest_analysis']>;
