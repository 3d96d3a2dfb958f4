import { queryOptions } from '@tanstack/react-query';
import type { Recommendation } from '@/features/checkins/model/checkIn';
import { fetchRaw } from '@/lib/api/client';

interface Answer {
  items: Recommendation[];
}

/** The first of what is recommended for this moment. */
export const suggestionQuery = queryOptions({
  queryKey: ['suggestion'],
  queryFn: async ({ signal }) => {
    const response = await fetchRaw('/v1/interventions/recommendations', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
      signal,
    });
    const { items } = (await response.json()) as Answer;
    return items[0] ?? null;
  },
  retry: false,
  staleTime: 5 * 60_000,
});
