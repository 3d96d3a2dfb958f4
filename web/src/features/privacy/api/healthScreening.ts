import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { ScreeningAnswers } from '../model/screening';

const key = ['health-screening'];

export function useHealthScreening() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => unwrap(api.GET('/v1/users/me/health-screening', { signal })),
  });
}

/** One save after another, each with every answer: the last one given is the one that stays. */
export function useSaveHealthScreening() {
  const queryClient = useQueryClient();
  return useMutation({
    scope: { id: 'health-screening' },
    mutationFn: (answers: ScreeningAnswers) =>
      unwrap(api.PUT('/v1/users/me/health-screening', { body: answers })),
    onSuccess: (saved) => queryClient.setQueryData(key, saved),
  });
}
