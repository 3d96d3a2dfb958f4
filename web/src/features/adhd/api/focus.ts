import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { newId } from '@/lib/newId';

export type Focus = components['schemas']['FocusResponse'];
export type CurrentFocus = components['schemas']['CurrentFocus'];

export const focusQuery = queryOptions({
  queryKey: ['adhd', 'focus'],
  queryFn: ({ signal }) => unwrap(api.GET('/v1/adhd/focus', { signal })),
});

export interface FocusWish {
  /** Null for an open end. */
  minutes: number | null;
  /** 0 for none. */
  remind_every_minutes: number;
  hold_others: boolean;
}

export function startFocus(body: FocusWish): Promise<Focus> {
  return unwrap(api.POST('/v1/adhd/focus', { params: { header: { 'Idempotency-Key': newId() } }, body }));
}

export function endFocus(id: string): Promise<Focus> {
  return unwrap(api.POST('/v1/adhd/focus/{focusId}/end', { params: { path: { focusId: id } } }));
}
