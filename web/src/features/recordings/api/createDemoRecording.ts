import { api, unwrap } from '@/lib/api/client';
import type { Recording } from '../model/recording';

/** Has the server generate its demo recording. */
export function createDemoRecording(): Promise<Recording> {
  return unwrap(api.POST('/v1/recordings/demo'));
}
