import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { beginSession } from '@/lib/api/session';

export interface Registration {
  email: string;
  password: string;
  displayName: string;
}

export function useRegister() {
  return useMutation({
    mutationFn: ({ email, password, displayName }: Registration) =>
      unwrap(
        api.POST('/v1/auth/register', {
          body: { email, password, display_name: displayName || null, refresh_transport: 'cookie' },
        }),
      ),
    onSuccess: beginSession,
  });
}
