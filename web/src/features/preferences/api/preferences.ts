import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { paths } from '@/lib/api/schema';

export type Preferences =
  paths['/v1/users/me/preferences']['get']['responses'][200]['content']['application/json'];

export const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: ({ signal }) => unwrap(api.GET('/v1/users/me/preferences', { signal })),
  staleTime: 60_000,
});

export function usePreferences() {
  return useQuery(preferencesQuery);
}

export function replacePreferences(preferences: Preferences): Promise<Preferences> {
  return unwrap(api.PUT('/v1/users/me/preferences', { body: preferences }));
}
