import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { paths } from '@/lib/api/schema';

export type ExternalLogin =
  paths['/v1/users/me/external-logins']['get']['responses'][200]['content']['application/json']['items'][number];

export const externalLoginsQuery = queryOptions({
  queryKey: ['external-logins'],
  queryFn: ({ signal }) => unwrap(api.GET('/v1/users/me/external-logins', { signal })),
});

export function useExternalLogins(isOffered: boolean) {
  return useQuery({ ...externalLoginsQuery, enabled: isOffered });
}

/** The address of the provider to go to. */
export function startLinking(password: string | null, code: string | null) {
  return unwrap(
    api.POST('/v1/users/me/external-logins/start', {
      body: { password, mfa_code: code, return_to: '/settings/security' },
    }),
  );
}

export function unlink(id: string, password: string | null) {
  return unwrap(
    api.DELETE('/v1/users/me/external-logins/{id}', { params: { path: { id } }, body: { password } }),
  );
}
