import { useInfiniteQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { isUnfinished } from '../model/recording';
import { recordingKeys } from './recordingKeys';

const pageSize = 50;
const followMilliseconds = 1500;

/** The caller's recordings, newest first, page by page; asks again while one of them is being analysed. */
export function useRecordings() {
  return useInfiniteQuery({
    queryKey: recordingKeys.list,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/v1/recordings', {
          params: { query: { limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((item) => isUnfinished(item.latest_analysis)))
        ? followMilliseconds
        : false,
  });
}
