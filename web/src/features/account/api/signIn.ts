import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { beginSession } from '@/lib/api/session';

export interface Credentials {
  email: string;
  password: string;
  /** Six digits, or a recovery code; only after the server has asked for it. */
  mfaCode?: string;
}

export function useSignIn() {
  return useMutation({
    mutationFn: ({ email, password, mfaCode }: Credentials) =>
      unwrap(
        api.POST('/v1/auth/login', {
          body: {
            email,
            password,
            ...(mfaCode === undefined ? {} : { mfa_code: mfaCode }),
            refresh_transport: 'cookie',
          },
        }),
      ),
    onSuccess: beginSession,
    // A password has no business in a cache.
    gcTime: 0,
  });
}
