import { useQuery } from '@tanstack/react-query';
import { fetchRaw } from '@/lib/api/client';
import { withDistinctLabels, type Report } from '../model/report';

/** A finished report never changes. */
export function useReport(analysisId: string | null) {
  return useQuery({
    queryKey: ['reports', analysisId],
    queryFn: async ({ signal }) => {
      const response = await fetchRaw(`/v1/analyses/${analysisId ?? ''}/report.json`, { signal });
      return withDistinctLabels((await response.json()) as Report);
    },
    enabled: analysisId !== null,
    staleTime: Infinity,
  });
}
