import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { endSession } from '@/lib/api/session';

export function useSignOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/v1/auth/logout', { body: { refresh_token: null } })),
    onSuccess: () => {
      endSession();
      queryClient.clear();
    },
  });
}
