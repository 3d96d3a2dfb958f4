import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Kind, PastScreening, TakenScreening } from '../model/screening';

const paths = {
  phq9: { questions: '/v1/screenings/phq9/questions', taken: '/v1/screenings/phq9' },
  gad7: { questions: '/v1/screenings/gad7/questions', taken: '/v1/screenings/gad7' },
} as const;

export function questionsQuery(kind: Kind) {
  return queryOptions({
    queryKey: ['screenings', kind, 'questions'],
    queryFn: ({ signal }) => unwrap(api.GET(paths[kind].questions, { signal })),
    staleTime: Infinity,
  });
}

export function historyQuery(kind: Kind) {
  return queryOptions({
    queryKey: ['screenings', kind, 'history'],
    queryFn: async ({ signal }): Promise<PastScreening[]> =>
      (await unwrap(api.GET(paths[kind].taken, { params: { query: { limit: 6 } }, signal }))).items,
  });
}

/** The same key for every attempt at these answers: sent twice, they are kept once. */
export function takeScreening(
  kind: Kind,
  answers: readonly number[],
  difficulty: number | null,
  key: string,
): Promise<TakenScreening> {
  const params = { header: { 'Idempotency-Key': key } };
  return unwrap(api.POST(paths[kind].taken, { params, body: { answers: [...answers], difficulty } }));
}
