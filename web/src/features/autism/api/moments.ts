import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type NewSensoryLoad = components['schemas']['LogSensoryLoadRequest'];
export type SensoryEntry = components['schemas']['SensoryEntry'];
export type SensoryWarning = components['schemas']['SensoryWarning'];
export type NewMasking = components['schemas']['LogMaskingRequest'];
export type MaskingEntry = components['schemas']['MaskingEntry'];
export type MaskingSummary = components['schemas']['MaskingSummary'];

/** Everything of these tools hangs under this key. */
export const asdKey = ['asd'] as const;
export const sensoryKey = [...asdKey, 'sensory'] as const;
export const maskingKey = [...asdKey, 'masking'] as const;

const perPage = 100;

export const sensoryQuery = infiniteQueryOptions({
  queryKey: [...sensoryKey, 'list'],
  queryFn: ({ pageParam, signal }) =>
    unwrap(api.GET('/v1/asd/sensory-load', { params: { query: queryOf(pageParam) }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
});

export const maskingQuery = infiniteQueryOptions({
  queryKey: [...maskingKey, 'list'],
  queryFn: ({ pageParam, signal }) =>
    unwrap(api.GET('/v1/asd/masking', { params: { query: queryOf(pageParam) }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
});

export const maskingSummaryQuery = queryOptions({
  queryKey: [...maskingKey, 'summary'],
  queryFn: ({ signal }) => unwrap(api.GET('/v1/asd/masking/summary', { signal })),
});

export function logSensoryLoad(body: NewSensoryLoad) {
  return unwrap(api.POST('/v1/asd/sensory-load', { body }));
}

export function logMasking(body: NewMasking) {
  return unwrap(api.POST('/v1/asd/masking', { body }));
}

export async function removeEntry(tool: 'sensory' | 'masking', entryId: string): Promise<void> {
  const params = { path: { entryId } };
  await (tool === 'sensory'
    ? unwrap(api.DELETE('/v1/asd/sensory-load/{entryId}', { params }))
    : unwrap(api.DELETE('/v1/asd/masking/{entryId}', { params })));
}

export async function restoreEntry(tool: 'sensory' | 'masking', entryId: string): Promise<void> {
  const params = { path: { entryId } };
  await (tool === 'sensory'
    ? unwrap(api.POST('/v1/asd/sensory-load/{entryId}/restore', { params }))
    : unwrap(api.POST('/v1/asd/masking/{entryId}/restore', { params })));
}

function queryOf(cursor: string | null) {
  return cursor === null ? { limit: perPage } : { limit: perPage, cursor };
}
