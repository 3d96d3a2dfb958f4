import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { paths } from '@/lib/api/schema';

export type Device =
  paths['/v1/users/me/sessions']['get']['responses'][200]['content']['application/json']['items'][number];

const devicesQuery = queryOptions({
  queryKey: ['devices'],
  queryFn: ({ signal }) => unwrap(api.GET('/v1/users/me/sessions', { signal })),
});

export function useDevices() {
  return useQuery(devicesQuery);
}

export function useSignOutDevice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: string) =>
      unwrap(api.DELETE('/v1/users/me/sessions/{sessionId}', { params: { path: { sessionId } } })),
    onSuccess: (_, sessionId) =>
      client.setQueryData(
        devicesQuery.queryKey,
        (known) => known && { ...known, items: known.items.filter((device) => device.id !== sessionId) },
      ),
  });
}

/** Everywhere but here: whoever presses it wants to stay. */
export function useSignOutElsewhere() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/v1/auth/logout-everywhere', { body: { keep_current: true } })),
    onSuccess: () => client.invalidateQueries(devicesQuery),
  });
}
