import { http, HttpResponse } from 'msw';
import type { MaskingEntry, MaskingSummary, SensoryEntry, SensoryWarning } from '../api/moments';
import type { RoutineDay, RoutineDayEntry, RoutineItem } from '../api/routine';

export function sensoryEntry(rest: Partial<SensoryEntry> = {}): SensoryEntry {
  return {
    id: '0193f000-0000-7000-8000-0000000000a1',
    source: 'log',
    occurred_at: new Date(Date.now() - 3_600_000).toISOString(),
    load: 6,
    channels: null,
    place: null,
    note: null,
    ...rest,
  };
}

export function maskingEntry(rest: Partial<MaskingEntry> = {}): MaskingEntry {
  return {
    id: '0193f000-0000-7000-8000-0000000000b1',
    source: 'log',
    occurred_at: new Date(Date.now() - 3_600_000).toISOString(),
    level: 6,
    place: null,
    with: null,
    minutes: null,
    note: null,
    ...rest,
  };
}

export function warning(rest: Partial<SensoryWarning> = {}): SensoryWarning {
  return {
    level: 'none',
    why: 'Your load over the last hours is 3.0.',
    is_enough: true,
    is_clear: true,
    recent_load: 3,
    usual_load: 3,
    high_from: 6,
    overloads: 9,
    calm_days: 40,
    what_helped: [],
    ...rest,
  };
}

export const summary: MaskingSummary = {
  entries: 12,
  days: 12,
  places: [
    { kind: 'place', name: 'work', days: 8, mean: 7.1, low: 6.2, high: 8, is_enough: true, why: '' },
    {
      kind: 'place',
      name: 'home',
      days: 2,
      mean: null,
      low: null,
      high: null,
      is_enough: false,
      why: 'Not enough data yet: 2 days; it takes 5.',
    },
  ],
  companies: [],
  energy_afterwards: {
    usual_level: 5,
    days_with_more: 1,
    days_with_less: 1,
    mean_after_more: null,
    mean_after_less: null,
    difference: null,
    low: null,
    high: null,
    is_enough: false,
    is_clear: false,
    why: 'Not enough data yet: 1 day with more masking than usual.',
  },
  method: 'From the last 365 days.',
};

export function item(name: string, at: string, rest: Partial<RoutineItem> = {}): RoutineItem {
  return {
    id: `0193f000-0000-7000-8000-${name.length.toString().padStart(6, '0')}${at.replace(':', '')}00`,
    name,
    at,
    minutes: null,
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    remind: true,
    window_minutes: 60,
    ...rest,
  };
}

export function dayEntry(of: RoutineItem, rest: Partial<RoutineDayEntry> = {}): RoutineDayEntry {
  const startsAt = `2026-03-04T${of.at}:00Z`;
  return {
    item_id: of.id,
    name: of.name,
    at: of.at,
    usual_at: of.at,
    minutes: of.minutes,
    starts_at: startsAt,
    window_ends_at: startsAt,
    state: 'open',
    marked_at: null,
    change: null,
    ...rest,
  };
}

export function routineDay(entries: RoutineDayEntry[], rest: Partial<RoutineDay> = {}): RoutineDay {
  return { date: '2026-03-04', is_today: true, time_zone: 'UTC', entries, ...rest };
}

/** Somebody with this routine. */
export function routineHandlers(items: readonly RoutineItem[], entries: RoutineDayEntry[]) {
  return [
    http.get('*/v1/asd/routine', () => HttpResponse.json({ items, alerts_on: true, time_zone: 'UTC' })),
    http.get('*/v1/asd/routine/day', () => HttpResponse.json(routineDay(entries))),
    http.get('*/v1/asd/routine/changes', () => HttpResponse.json({ items: [] })),
    http.get('*/v1/asd/routine/facts', () => HttpResponse.json({ days: 28, items: [] })),
  ];
}

export function sensoryHandler(items: readonly SensoryEntry[], warned: SensoryWarning | null = null) {
  return http.get('*/v1/asd/sensory-load', () =>
    HttpResponse.json({ items, next_cursor: null, warning: warned }),
  );
}
