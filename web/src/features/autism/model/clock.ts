import { useEffect, useState } from 'react';
import { locale } from '@/lib/messages/t';

const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
});
const longDay = new Intl.DateTimeFormat(locale, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});
const shortWeekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
const longWeekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });

/** `08:05` the reader's way. */
export function formatClock(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return clock.format(Date.UTC(2000, 0, 1, hours, minutes));
}

/** Of the last weeks: without the year. */
export function formatMoment(iso: string): string {
  return moment.format(new Date(iso));
}

/** `2026-03-04` in words. */
export function formatLongDay(date: string): string {
  return longDay.format(new Date(`${date}T00:00:00Z`));
}

export function addDay(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 1 Monday to 7 Sunday. */
export function weekdayName(day: number, length: 'short' | 'long' = 'short'): string {
  // 3 January 2000 was a Monday.
  return (length === 'short' ? shortWeekday : longWeekday).format(Date.UTC(2000, 0, 2 + day));
}

/** Now, looked at twice a minute. */
export function useCurrentTime(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
