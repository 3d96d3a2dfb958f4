import { queryOptions } from '@tanstack/react-query';
import { fetchRaw } from '@/lib/api/client';
import type { Kind, Questions, Screening, TakenScreening } from '../model/screening';

export function questionsQuery(kind: Kind) {
  return queryOptions({
    queryKey: ['screenings', kind, 'questions'],
    queryFn: async ({ signal }) =>
      (await fetchRaw(`/v1/screenings/${kind}/questions`, { signal })).json() as Promise<Questions>,
    staleTime: Infinity,
  });
}

export function historyQuery(kind: Kind) {
  return queryOptions({
    queryKey: ['screenings', kind, 'history'],
    queryFn: async ({ signal }) => {
      const answer = await fetchRaw(`/v1/screenings/${kind}?limit=6`, { signal });
      return ((await answer.json()) as { items: Screening[] }).items;
    },
  });
}

/** The same key for every attempt at these answers: sent twice, they are kept once. */
export async function takeScreening(
  kind: Kind,
  answers: readonly number[],
  difficulty: number | null,
  key: string,
): Promise<TakenScreening> {
  const answer = await fetchRaw(`/v1/screenings/${kind}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify({ answers, difficulty }),
  });
  return (await answer.json()) as TakenScreening;
}
