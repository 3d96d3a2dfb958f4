import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { recordingKeys } from './recordingKeys';

/** Undoes a deletion; the server keeps a deleted recording for 24 hours. */
export function useRestoreRecording() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (recordingId: string) =>
      unwrap(
        api.POST('/v1/recordings/{recordingId}/restore', {
          params: { path: { recordingId } },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: recordingKeys.list }),
  });
}
