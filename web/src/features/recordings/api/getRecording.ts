import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { recordingKeys } from './recordingKeys';

export function recordingQuery(recordingId: string) {
  return queryOptions({
    queryKey: recordingKeys.one(recordingId),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/v1/recordings/{recordingId}', { params: { path: { recordingId } }, signal })),
  });
}

export function useRecording(recordingId: string) {
  return useQuery(recordingQuery(recordingId));
}
