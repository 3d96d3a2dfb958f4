import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';

const pageSize = 50;
const key = ['admin', 'invitations'] as const;

export function useInvitations() {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/v1/admin/invitations', {
          params: { query: { limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export interface NewInvitation {
  email: string;
  displayName: string;
  roles: readonly string[];
}

export function useInvite() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ email, displayName, roles }: NewInvitation) =>
      unwrap(
        api.POST('/v1/admin/invitations', {
          body: { email, display_name: displayName || null, roles: [...roles] },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: key }),
  });
}

export function useWithdrawInvitation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (invitationId: string) =>
      unwrap(api.DELETE('/v1/admin/invitations/{invitationId}', { params: { path: { invitationId } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: key }),
  });
}
