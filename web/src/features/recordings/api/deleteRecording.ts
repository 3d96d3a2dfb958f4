import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { recordingKeys } from './recordingKeys';

export function useDeleteRecording() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (recordingId: string) =>
      unwrap(api.DELETE('/v1/recordings/{recordingId}', { params: { path: { recordingId } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: recordingKeys.list }),
  });
}
