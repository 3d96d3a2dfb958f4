import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';

const followMilliseconds = 5000;
const pageSize = 50;

export function useJobs() {
  return useQuery({
    queryKey: ['admin', 'jobs'],
    queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/admin/jobs', { signal }))).items,
    refetchInterval: followMilliseconds,
  });
}

export function useRunJob() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (path: { group: string; name: string }) =>
      unwrap(api.POST('/v1/admin/jobs/{group}/{name}/run', { params: { path } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['admin', 'jobs'] }),
  });
}

export function useMail() {
  return useInfiniteQuery({
    queryKey: ['admin', 'mail', 'list'],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/v1/admin/mail', {
          params: { query: { limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useLetter(letterId: string) {
  return useQuery({
    queryKey: ['admin', 'mail', 'one', letterId],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/v1/admin/mail/{letterId}', { params: { path: { letterId } }, signal })),
  });
}

export function useRetryLetter(letterId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/v1/admin/mail/{letterId}/retry', { params: { path: { letterId } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['admin', 'mail'] }),
  });
}

export function useSystemStatus() {
  return useQuery({
    queryKey: ['admin', 'system'],
    queryFn: ({ signal }) => unwrap(api.GET('/v1/admin/system', { signal })),
    refetchInterval: followMilliseconds * 6,
  });
}
