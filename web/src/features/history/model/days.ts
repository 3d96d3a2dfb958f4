import { locale } from '@/lib/messages/t';

// Days without a time, as `yyyy-MM-dd`; counted in UTC, where every day has 24 hours.
const milliseconds = 24 * 3_600_000;
const utc = { timeZone: 'UTC' } as const;
const long = new Intl.DateTimeFormat(locale, { ...utc, dateStyle: 'full' });
const short = new Intl.DateTimeFormat(locale, { ...utc, day: 'numeric', month: 'short' });
const monthShort = new Intl.DateTimeFormat(locale, { ...utc, month: 'short' });
const monthAndYear = new Intl.DateTimeFormat(locale, { ...utc, month: 'long', year: 'numeric' });
const weekdayShort = new Intl.DateTimeFormat(locale, { ...utc, weekday: 'short' });

/** On the reader's own clock. */
export function dayOf(date: Date): string {
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${String(date.getFullYear()).padStart(4, '0')}-${month}-${day}`;
}

export function isDay(text: string | null): text is string {
  return (
    text !== null &&
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    addDays(text, 0) === text
  );
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * milliseconds).toISOString().slice(0, 10);
}

export function daysBetween(first: string, last: string): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / milliseconds);
}

/** `2026-03` and a number of months. */
export function addMonths(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

export function daysOfMonth(month: string): string[] {
  const first = `${month}-01`;
  const count = daysBetween(first, `${addMonths(month, 1)}-01`);
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}

/** Whole weeks, Monday first; null outside the month. */
export function weeksOfMonth(month: string): (string | null)[][] {
  const days = daysOfMonth(month);
  const before = (new Date(`${month}-01`).getUTCDay() + 6) % 7;
  const cells = [...Array.from({ length: before }, () => null), ...days];
  const weeks = Math.ceil(cells.length / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, index) => cells[week * 7 + index] ?? null),
  );
}

/** Monday to Sunday, in a few letters. */
export const weekdayNames: readonly string[] = Array.from({ length: 7 }, (_, index) =>
  weekdayShort.format(new Date(Date.UTC(2024, 0, 1 + index))),
);

export const formatDay = (day: string): string => long.format(new Date(day));
export const formatShortDay = (day: string): string => short.format(new Date(day));
export const formatMonth = (month: string): string => monthAndYear.format(new Date(`${month}-01`));
export const shortMonthName = (month: string): string => monthShort.format(new Date(`${month}-01`));

const weekdayFull = new Intl.DateTimeFormat(locale, { ...utc, weekday: 'long' });

/** 0 is Monday. */
export const weekdayLong = (index: number): string =>
  weekdayFull.format(new Date(Date.UTC(2024, 0, 1 + index)));
