import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';

/** Whether the calm after a hard moment still lasts, and which event nobody has called safe yet. */
export const crisisStateQuery = queryOptions({
  queryKey: ['crisis', 'state'],
  queryFn: ({ signal }) => unwrap(api.GET('/v1/crisis/state', { signal })),
  retry: false,
});

export function useSayImSafe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (eventId: string) =>
      unwrap(api.POST('/v1/crisis/events/{eventId}/safe', { params: { path: { eventId } } })),
    onSuccess: (state) => client.setQueryData(crisisStateQuery.queryKey, state),
  });
}

/** The question of a day after was answered, in whatever way; nobody asks it again. */
export function answerFollowUp() {
  return unwrap(api.POST('/v1/crisis/follow-up'));
}

export async function reportNotSafe(): Promise<void> {
  await unwrap(api.POST('/v1/crisis/report', { body: {} }));
}
