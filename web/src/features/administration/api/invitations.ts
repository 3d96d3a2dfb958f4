import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { unwrap } from '@/lib/api/client';
import { pendingApi as api } from '@/lib/api/pending';

const key = ['admin', 'invitations'] as const;

export function useInvitations() {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/admin/invitations', { signal }))).items,
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
