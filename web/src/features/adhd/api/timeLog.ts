import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { problemText } from '@/components/problemText';
import { showToast } from '@/components/toasts';
import { heedAnswer, heedProblem } from '@/features/help/model/heed';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { t } from '@/lib/messages/adhd';

export type TimeEntry = components['schemas']['TimeEstimateResponse'];
export type Learnt = components['schemas']['LearntBias'];

const pageSize = 20;

export const timeLogQuery = infiniteQueryOptions({
  queryKey: ['adhd', 'time'],
  queryFn: ({ pageParam, signal }) => {
    const query = { limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) };
    return unwrap(api.GET('/v1/adhd/time-estimation', { params: { query }, signal }));
  },
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next_cursor,
});

export interface Guess {
  task: string;
  estimated_minutes: number;
  /** Null to begin now. */
  actual_minutes: number | null;
}

/** @param callId The same for every try of one press. */
export async function keepGuess(body: Guess, callId: string): Promise<TimeEntry> {
  try {
    const params = { header: { 'Idempotency-Key': callId } };
    const answer = await unwrap(api.POST('/v1/adhd/time-estimation', { params, body }));
    heedAnswer(answer);
    return answer.entry;
  } catch (error) {
    heedProblem(error);
    throw error;
  }
}

/** @param minutes Null for the time since it began. */
export function finish(id: string, minutes: number | null): Promise<TimeEntry> {
  return unwrap(
    api.POST('/v1/adhd/time-estimation/{estimateId}/finish', {
      params: { path: { estimateId: id } },
      body: { actual_minutes: minutes },
    }),
  );
}

export function refreshLog(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: timeLogQuery.queryKey });
}

/** Takes an entry away, with what it taught, and offers to bring it back. */
export async function removeEntry(client: QueryClient, { id }: TimeEntry): Promise<void> {
  const tell = (error: unknown) => showToast({ text: problemText(error).title });
  const params = { path: { estimateId: id } };
  const restore = () =>
    unwrap(api.POST('/v1/adhd/time-estimation/{estimateId}/restore', { params }))
      .then(() => refreshLog(client))
      .catch(tell);
  try {
    await unwrap(api.DELETE('/v1/adhd/time-estimation/{estimateId}', { params }));
    showToast({ text: t('time.removed'), action: { label: t('tasks.undo'), onPress: () => void restore() } });
    await refreshLog(client);
  } catch (error) {
    tell(error);
  }
}
