import type { paths } from '@/lib/api/schema';

type JobList = paths['/v1/admin/jobs']['get']['responses'][200]['content']['application/json'];

export type Job = JobList['items'][number];
export type SystemStatus = paths['/v1/admin/system']['get']['responses'][200]['content']['application/json'];
