import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { paths } from '@/lib/api/schema';

type NotificationPage = paths['/v1/notifications']['get']['responses'][200]['content']['application/json'];
export type Notification = NotificationPage['items'][number];

const lookAgainMilliseconds = 60_000;

const notificationsQuery = queryOptions({
  queryKey: ['notifications', 'list'],
  queryFn: ({ signal }) => unwrap(api.GET('/v1/notifications', { params: { query: { limit: 20 } }, signal })),
  refetchInterval: lookAgainMilliseconds,
});

export function useNotifications() {
  return useQuery(notificationsQuery);
}

/** Marks all as read: who opens the list has seen them. */
export function useReadAll() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/v1/notifications/read')),
    onSuccess: () => client.invalidateQueries({ queryKey: notificationsQuery.queryKey }),
  });
}
