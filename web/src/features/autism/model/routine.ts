import type { RoutineDay, RoutineItem } from '../api/routine';
import type { WaitingLog } from './waitingLogs';

/** The times of day stay where they are, and the things change places among them. */
export function move(items: readonly RoutineItem[], id: string, to: number): RoutineItem[] {
  const from = items.findIndex((item) => item.id === id);
  const moved = items[from];
  if (moved === undefined) return [...items];
  const others = items.filter((item) => item.id !== id);
  const place = Math.max(0, Math.min(to, others.length));
  const times = items.map(({ at }) => at);
  return [...others.slice(0, place), moved, ...others.slice(place)].map((item, index) => ({
    ...item,
    at: times[index] ?? item.at,
  }));
}

/** By time; what has the same time stays in its order. */
export function inOrder(items: readonly RoutineItem[]): RoutineItem[] {
  return items.toSorted((one, other) => one.at.localeCompare(other.at));
}

/** With what was ticked on this device and has not been sent. */
export function withWaiting(day: RoutineDay, waiting: readonly WaitingLog[]): RoutineDay {
  const marks = new Map(
    waiting.flatMap(({ log, refused }) =>
      log.to === 'mark' && log.date === day.date && refused === undefined
        ? [[log.itemId, log.mark ?? 'open'] as const]
        : [],
    ),
  );
  return {
    ...day,
    entries: day.entries.map((entry) => {
      const state = entry.item_id === null ? undefined : marks.get(entry.item_id);
      return state === undefined || entry.state === 'cancelled'
        ? entry
        : { ...entry, state, marked_at: null };
    }),
  };
}

/** How many entries of today have begun: the marker of now comes after them. */
export function begun(day: RoutineDay, now: number): number {
  const next = day.entries.findIndex(({ starts_at }) => starts_at !== null && Date.parse(starts_at) > now);
  return next === -1 ? day.entries.length : next;
}
