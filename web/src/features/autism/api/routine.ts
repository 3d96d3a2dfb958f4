import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { asdKey } from './moments';

export type RoutineItem = Omit<components['schemas']['RoutineItemBody'], 'id'> & { id: string };
export type RoutineDay = components['schemas']['RoutineDay'];
export type RoutineDayEntry = components['schemas']['RoutineDayEntry'];
export type RoutineChange = components['schemas']['RoutineChangeResponse'];
export type NewChange = components['schemas']['AnnounceChangeRequest'];
export type Mark = 'done' | 'skipped';

export const routineKey = [...asdKey, 'routine'] as const;

export const routineQuery = queryOptions({
  queryKey: [...routineKey, 'items'],
  queryFn: async ({ signal }) => {
    const { items, alerts_on, time_zone } = await unwrap(api.GET('/v1/asd/routine', { signal }));
    return { items: items as RoutineItem[], alerts_on, time_zone };
  },
});

/** Null for today, as the person's own clock has it. */
export function routineDayQuery(date: string | null) {
  return queryOptions({
    queryKey: [...routineKey, 'day', date],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/v1/asd/routine/day', { params: { query: date === null ? {} : { date } }, signal })),
  });
}

export const routineChangesQuery = queryOptions({
  queryKey: [...routineKey, 'changes'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/asd/routine/changes', { signal }))).items,
});

export const routineFactsQuery = queryOptions({
  queryKey: [...routineKey, 'facts'],
  queryFn: ({ signal }) => unwrap(api.GET('/v1/asd/routine/facts', { signal })),
});

export function replaceRoutine(items: readonly RoutineItem[]) {
  return unwrap(api.PUT('/v1/asd/routine', { body: { items: [...items] } }));
}

/** Null takes a tick or a skip back. */
export async function markItem(itemId: string, date: string, mark: Mark | null): Promise<void> {
  const path = { itemId };
  if (mark === null)
    await unwrap(api.DELETE('/v1/asd/routine/items/{itemId}/mark', { params: { path, query: { date } } }));
  else if (mark === 'done')
    await unwrap(api.POST('/v1/asd/routine/items/{itemId}/done', { params: { path }, body: { date } }));
  else await unwrap(api.POST('/v1/asd/routine/items/{itemId}/skipped', { params: { path }, body: { date } }));
}

export function announceChange(body: NewChange) {
  return unwrap(api.POST('/v1/asd/routine/changes', { body }));
}

export async function removeChange(changeId: string): Promise<void> {
  await unwrap(api.DELETE('/v1/asd/routine/changes/{changeId}', { params: { path: { changeId } } }));
}

export async function restoreChange(changeId: string): Promise<void> {
  await unwrap(api.POST('/v1/asd/routine/changes/{changeId}/restore', { params: { path: { changeId } } }));
}
