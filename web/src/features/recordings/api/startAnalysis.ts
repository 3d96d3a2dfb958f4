import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Analysis } from '../model/recording';
import { recordingKeys } from './recordingKeys';

export interface AnalysisChoices {
  lineFrequency?: 'auto' | '50' | '60';
  reference?: 'none' | 'average';
}

export function startAnalysis(recordingId: string, choices: AnalysisChoices = {}): Promise<Analysis> {
  return unwrap(
    api.POST('/v1/recordings/{recordingId}/analyses', {
      params: { path: { recordingId } },
      body: {
        only: null,
        line_frequency: choices.lineFrequency ?? null,
        reference: choices.reference ?? null,
      },
    }),
  );
}

export function useStartAnalysis(recordingId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (choices: AnalysisChoices | undefined) => startAnalysis(recordingId, choices),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: recordingKeys.all }),
  });
}
