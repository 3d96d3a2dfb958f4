import type { Learnt, TimeEntry } from '../api/timeLog';

export interface Correction {
  minutes: number;
  low: number;
  high: number;
}

/** How long a guess will really take, going by what was learnt; null until there is enough. */
export function correct(guessMinutes: number, learnt: Learnt | undefined): Correction | null {
  if (!learnt?.is_enough) return null;
  const { factor, next_factor_low: low, next_factor_high: high } = learnt;
  if (factor === null || low === null || high === null) return null;
  return { minutes: guessMinutes * factor, low: guessMinutes * low, high: guessMinutes * high };
}

/** Five times as long as thought, or a fifth: more often a clock that was forgotten than a task. */
export function isOdd({ estimated_minutes, actual_minutes }: TimeEntry): boolean {
  if (actual_minutes === null) return false;
  const ratio = actual_minutes / estimated_minutes;
  return ratio > 5 || ratio < 1 / 5;
}

/** Whole minutes, and from an hour on steps of five: more would pretend. */
export function roundMinutes(minutes: number): number {
  if (minutes < 1) return 1;
  return minutes < 60 ? Math.round(minutes) : Math.round(minutes / 5) * 5;
}
