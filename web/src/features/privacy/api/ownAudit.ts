import { useInfiniteQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';

const pageSize = 50;

/** What was seen or changed of the caller's own, newest first. */
export function useOwnAudit() {
  return useInfiniteQuery({
    queryKey: ['audit', 'own'],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/v1/audit', {
          params: { query: { limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}
