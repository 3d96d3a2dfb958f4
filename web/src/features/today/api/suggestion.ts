import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';

/** The first of what is recommended for this moment; null when nothing can be chosen. */
export const suggestionQuery = queryOptions({
  queryKey: ['suggestion'],
  queryFn: async ({ signal }) => {
    const { items } = await unwrap(api.POST('/v1/interventions/recommendations', { body: {}, signal }));
    return items[0] ?? null;
  },
  retry: false,
  staleTime: 5 * 60_000,
});
