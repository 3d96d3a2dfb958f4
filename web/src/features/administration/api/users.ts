import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';

const key = ['admin', 'users'] as const;
const pageSize = 50;

export interface UserFilters {
  query?: string;
  role?: string;
  status?: string;
}

export function useUsers(filters: UserFilters) {
  return useInfiniteQuery({
    queryKey: [...key, 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/v1/admin/users', {
          params: { query: { ...filters, limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    // The list stays while the next filter's answer is on its way.
    placeholderData: (previous) => previous,
  });
}

export function useUser(userId: string) {
  return useQuery({
    queryKey: [...key, 'one', userId],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/v1/admin/users/{userId}', { params: { path: { userId } }, signal })),
  });
}

export function useChangeUser(userId: string) {
  const refresh = useRefreshUsers();
  return useMutation({
    mutationFn: (changed: { roles?: string[]; disabled?: boolean }) =>
      unwrap(api.PATCH('/v1/admin/users/{userId}', { params: { path: { userId } }, body: changed })),
    onSuccess: refresh,
  });
}

export function useSignOutUser(userId: string) {
  return useMutation({
    mutationFn: () => unwrap(api.POST('/v1/admin/users/{userId}/sign-out', { params: { path: { userId } } })),
    onSuccess: useRefreshUsers(),
  });
}

export function useResetMfa(userId: string) {
  return useMutation({
    mutationFn: () =>
      unwrap(api.POST('/v1/admin/users/{userId}/reset-mfa', { params: { path: { userId } } })),
    onSuccess: useRefreshUsers(),
  });
}

export function useRemovePasskeys(userId: string) {
  return useMutation({
    mutationFn: () =>
      unwrap(api.POST('/v1/admin/users/{userId}/remove-passkeys', { params: { path: { userId } } })),
    onSuccess: useRefreshUsers(),
  });
}

export function useSendPasswordReset(userId: string) {
  return useMutation({
    mutationFn: () =>
      unwrap(api.POST('/v1/admin/users/{userId}/password-reset', { params: { path: { userId } } })),
  });
}

function useRefreshUsers() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: key });
}
