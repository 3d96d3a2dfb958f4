import { useQuery } from '@tanstack/react-query';
import { fetchRaw } from '@/lib/api/client';
import { type Findings, findingsOf } from '../model/findings';

/** What the latest finished analysis says about the quality of the recording. */
export function useFindings(analysisId: string | null) {
  return useQuery({
    queryKey: ['analyses', 'findings', analysisId],
    enabled: analysisId !== null,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<Findings> => {
      const response = await fetchRaw(`/v1/analyses/${encodeURIComponent(analysisId ?? '')}/report.json`, {
        signal,
      });
      return findingsOf(await response.json());
    },
  });
}
