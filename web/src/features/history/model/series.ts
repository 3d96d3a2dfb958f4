import type { Series } from '../api/history';
import { addDays, dayOf, daysBetween } from './days';

export const measures = ['mood', 'energy', 'anxiety', 'stress', 'sleep'] as const;
export type Measure = (typeof measures)[number];

const columns = {
  mood: 'mood_score',
  energy: 'energy_level',
  anxiety: 'anxiety_level',
  stress: 'stress_level',
  sleep: 'sleep_hours',
} as const satisfies Record<Measure, keyof Series>;

/** One point of a chart: the mean of a day, or of a week where a year is shown. */
export interface Point {
  /** First day of it. */
  day: string;
  mean: number;
  low: number;
  high: number;
  count: number;
}

export interface Span {
  from: string;
  to: string;
  /** 1 or 7. */
  daysPerPoint: number;
}

export const ranges = { days30: 30, months3: 91, year: 364 } as const;
export type Range = keyof typeof ranges;

export function spanOf(range: Range, today: string): Span {
  return { from: addDays(today, 1 - ranges[range]), to: today, daysPerPoint: range === 'year' ? 7 : 1 };
}

/** What was never said is no point; nothing is filled in. */
export function pointsOf(series: Series, measure: Measure, { from, daysPerPoint }: Span): Point[] {
  const values: readonly (number | null)[] = series[columns[measure]];
  const found = new Map<number, number[]>();
  series.occurred_at.forEach((moment, index) => {
    const value = values[index] ?? null;
    if (value === null) return;
    const place = Math.floor(daysBetween(from, dayOf(new Date(moment))) / daysPerPoint);
    if (place < 0) return;
    const known = found.get(place);
    if (known) known.push(value);
    else found.set(place, [value]);
  });
  return [...found]
    .sort(([first], [second]) => first - second)
    .map(([place, said]) => ({
      day: addDays(from, place * daysPerPoint),
      mean: said.reduce((sum, value) => sum + value, 0) / said.length,
      low: Math.min(...said),
      high: Math.max(...said),
      count: said.length,
    }));
}

/** Neighbours in time, to be joined by a line; a gap parts them. */
export function runsOf(points: readonly Point[], daysPerPoint: number): Point[][] {
  const runs: Point[][] = [];
  for (const point of points) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && daysBetween(before.day, point.day) <= daysPerPoint) run.push(point);
    else runs.push([point]);
  }
  return runs;
}
