import { queryOptions, useQuery } from '@tanstack/react-query';
import { ask } from '@/lib/api/upcoming';

export interface ExternalLogin {
  id: string;
  provider: string;
  email: string | null;
  created_at: string;
}

export const externalLoginsQuery = queryOptions({
  queryKey: ['external-logins'],
  queryFn: () => ask<{ items: ExternalLogin[] }>('GET', '/v1/users/me/external-logins'),
});

export function useExternalLogins(isOffered: boolean) {
  return useQuery({ ...externalLoginsQuery, enabled: isOffered });
}

/** The address of the provider to go to. */
export function startLinking(password: string | null): Promise<{ address: string }> {
  return ask('POST', '/v1/users/me/external-logins/start', {
    password,
    return_to: '/settings/security',
  });
}

export function unlink(id: string, password: string | null): Promise<undefined> {
  return ask('DELETE', `/v1/users/me/external-logins/${id}`, { password });
}
