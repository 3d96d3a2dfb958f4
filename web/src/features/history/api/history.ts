import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { checkInsKey } from '@/features/checkins/api/checkIns';
import { api, fetchRaw, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type CalendarDay = components['schemas']['CalendarDay'];
export type Series = components['schemas']['CheckInSeries'];

const perPage = 30;

/** Newest first; of one day when one is given. */
export function checkInsQuery(day: string | null = null) {
  return infiniteQueryOptions({
    queryKey: [...checkInsKey, 'list', day],
    queryFn: ({ pageParam, signal }) => {
      const query = {
        limit: perPage,
        ...(pageParam === null ? {} : { cursor: pageParam }),
        ...(day === null ? {} : { start_date: day, end_date: day }),
      };
      return unwrap(api.GET('/v1/checkins', { params: { query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor: next }) => next,
  });
}

export function checkInQuery(checkInId: string) {
  return queryOptions({
    queryKey: [...checkInsKey, 'one', checkInId],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/v1/checkins/{checkInId}', { params: { path: { checkInId } }, signal })),
  });
}

export function calendarQuery(year: number) {
  return queryOptions({
    queryKey: [...checkInsKey, 'calendar', year],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/v1/checkins/calendar', { params: { query: { year } }, signal }))).days,
  });
}

/** Both days are included. */
export function seriesQuery(from: string, to: string) {
  return queryOptions({
    queryKey: [...checkInsKey, 'series', from, to],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/v1/checkins/series', { params: { query: { from, to } }, signal })),
  });
}

export async function voiceNoteOf(checkInId: string): Promise<Blob> {
  return (await fetchRaw(`/v1/checkins/${encodeURIComponent(checkInId)}/voice`)).blob();
}

export async function removeVoiceNote(checkInId: string): Promise<void> {
  await unwrap(api.DELETE('/v1/checkins/{checkInId}/voice', { params: { path: { checkInId } } }));
}
