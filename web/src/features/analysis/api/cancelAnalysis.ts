import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { recordingKeys } from '@/features/recordings/api/recordingKeys';

export function useCancelAnalysis() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (analysisId: string) =>
      unwrap(api.DELETE('/v1/analyses/{analysisId}', { params: { path: { analysisId: analysisId } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: recordingKeys.all }),
  });
}
