import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { paths } from '@/lib/api/schema';

export type NotificationSettings =
  paths['/v1/notifications/settings']['get']['responses'][200]['content']['application/json'];

const settingsQuery = queryOptions({
  queryKey: ['notifications', 'settings'],
  queryFn: ({ signal }) => unwrap(api.GET('/v1/notifications/settings', { signal })),
});

export function useNotificationSettings() {
  return useQuery(settingsQuery);
}

export function useReplaceNotificationSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settings: NotificationSettings) =>
      unwrap(api.PUT('/v1/notifications/settings', { body: settings })),
    onSuccess: (saved) => client.setQueryData(settingsQuery.queryKey, saved),
  });
}
