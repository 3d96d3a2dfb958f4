import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { paths } from '@/lib/api/schema';
import { updateUser } from '@/lib/api/session';

type ProfilePath = paths['/v1/users/me/profile'];
export type Profile = ProfilePath['get']['responses'][200]['content']['application/json'];
export type ProfileChanges = ProfilePath['patch']['requestBody']['content']['application/json'];

const profileQuery = queryOptions({
  queryKey: ['profile'],
  queryFn: ({ signal }) => unwrap(api.GET('/v1/users/me/profile', { signal })),
});

export function useProfile() {
  return useQuery(profileQuery);
}

export function useChangeProfile() {
  const client = useQueryClient();
  return useMutation({
    // One after the other: the last answer is then the newest.
    scope: { id: 'profile' },
    mutationFn: (changes: ProfileChanges) => unwrap(api.PATCH('/v1/users/me/profile', { body: changes })),
    onSuccess: (profile) => client.setQueryData(profileQuery.queryKey, profile),
  });
}

export function useChangeDisplayName() {
  return useMutation({
    scope: { id: 'profile' },
    mutationFn: (displayName: string) =>
      unwrap(api.PATCH('/v1/users/me', { body: { display_name: displayName } })),
    onSuccess: (user) => updateUser({ display_name: user.display_name }),
  });
}
