import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';

/** What is recommended for this moment, best first; empty when nothing can be chosen. */
export const suggestionQuery = queryOptions({
  queryKey: ['suggestion'],
  queryFn: async ({ signal }) => {
    const { items } = await unwrap(api.POST('/v1/interventions/recommendations', { body: {}, signal }));
    return items;
  },
  retry: false,
  staleTime: 5 * 60_000,
});
