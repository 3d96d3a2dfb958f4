import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { updateUser } from '@/lib/api/session';

export function useDeleteAccount() {
  return useMutation({
    mutationFn: (password: string | null) => unwrap(api.DELETE('/v1/delete-account', { body: { password } })),
    onSuccess: ({ erase_after: eraseAfter }) => updateUser({ erase_after: eraseAfter }),
  });
}

export function useKeepAccount() {
  return useMutation({
    mutationFn: () => unwrap(api.POST('/v1/delete-account/cancel')),
    onSuccess: () => updateUser({ erase_after: null }),
  });
}
