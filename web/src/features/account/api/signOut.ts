import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { endSession } from '@/lib/api/session';

export function useSignOut() {
  return useMutation({
    mutationFn: () => unwrap(api.POST('/v1/auth/logout', { body: { refresh_token: null } })),
    onSuccess: endSession,
  });
}
