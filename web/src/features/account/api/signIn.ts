import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { beginSession } from '@/lib/api/session';

export interface Credentials {
  email: string;
  password: string;
}

export function useSignIn() {
  return useMutation({
    mutationFn: (credentials: Credentials) =>
      unwrap(api.POST('/v1/auth/login', { body: { ...credentials, refresh_transport: 'cookie' } })),
    onSuccess: beginSession,
  });
}
