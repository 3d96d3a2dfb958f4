import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { paths } from '@/lib/api/schema';

/** What an authenticator app needs: a picture, and the same to type. */
export type TotpSetUp = paths['/v1/auth/mfa/totp']['post']['responses'][200]['content']['application/json'];

export const twoStepQuery = queryOptions({
  queryKey: ['two-step'],
  queryFn: ({ signal }) => unwrap(api.GET('/v1/auth/mfa', { signal })),
});

export function useTwoStep() {
  return useQuery(twoStepQuery);
}

export function startTotp(password: string) {
  return unwrap(api.POST('/v1/auth/mfa/totp', { body: { password } }));
}

export function confirmTotp(code: string) {
  return unwrap(api.POST('/v1/auth/mfa/totp/confirm', { body: { code } }));
}

export function removeTotp(password: string, code: string | null) {
  return unwrap(api.DELETE('/v1/auth/mfa/totp', { body: { password, mfa_code: code } }));
}

export function renewRecoveryCodes(password: string, code: string | null) {
  return unwrap(api.POST('/v1/auth/mfa/recovery-codes', { body: { password, mfa_code: code } }));
}
