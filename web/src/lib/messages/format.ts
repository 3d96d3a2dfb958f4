import { locale } from './t';

const minute = 60;
const hour = 3600;

const dateAndTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const dateAndSeconds = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
const timeOnly = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const dateOnly = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });

/** A moment on the reader's clock. */
export function formatDateTime(iso: string): string {
  return dateAndTime.format(new Date(iso));
}

/** For records, where the order within a minute matters. */
export function formatDateTimeSeconds(iso: string): string {
  return dateAndSeconds.format(new Date(iso));
}

export function formatTime(iso: string): string {
  return timeOnly.format(new Date(iso));
}

export function formatDate(iso: string): string {
  return dateOnly.format(new Date(iso));
}

/** A recording's own start: clock time at its place, whose zone the file does not say. */
export function formatRecordingTime(localTime: string): string {
  return dateAndTime.format(new Date(localTime.replace(/(Z|[+-]\d\d:?\d\d)$/, '')));
}

export function formatNumber(value: number, maximumFractionDigits = 0, minimumFractionDigits = 0): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits, minimumFractionDigits }).format(value);
}

/** Three significant figures, for measures that span decades. */
export function formatMeasure(value: number): string {
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 }).format(value);
}

export function formatPercent(fraction: number): string {
  return percent.format(fraction);
}

/** `7 h 10 min`, `2 min 5 s`, `12.5 s`. */
export function formatDuration(seconds: number): string {
  if (seconds < minute) return `${formatNumber(seconds, 1)} s`;
  if (seconds < hour) {
    const rest = Math.floor(seconds % minute);
    return `${formatNumber(Math.floor(seconds / minute))} min${rest > 0 ? ` ${formatNumber(rest)} s` : ''}`;
  }
  const minutes = Math.floor((seconds % hour) / minute);
  return `${formatNumber(Math.floor(seconds / hour))} h${minutes > 0 ? ` ${formatNumber(minutes)} min` : ''}`;
}

/** `0:07.5`, `12:30`, `1:02:03`: a position in a recording. */
export function formatPosition(seconds: number, fractionDigits = 0): string {
  const scale = 10 ** fractionDigits;
  const total = Math.round(Math.abs(seconds) * scale) / scale;
  const hours = Math.floor(total / hour);
  const minutes = Math.floor((total % hour) / minute);
  const rest = (total % minute)
    .toFixed(fractionDigits)
    .padStart(fractionDigits > 0 ? 3 + fractionDigits : 2, '0');
  const sign = seconds < 0 ? '−' : '';
  return hours > 0
    ? `${sign}${hours}:${String(minutes).padStart(2, '0')}:${rest}`
    : `${sign}${minutes}:${rest}`;
}

const sizeUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

export function formatBytes(bytes: number): string {
  const power = bytes > 0 ? Math.min(Math.floor(Math.log10(bytes) / 3), sizeUnits.length - 1) : 0;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: sizeUnits[power] ?? 'byte',
    unitDisplay: power > 0 ? 'short' : 'long',
    maximumFractionDigits: power > 1 ? 1 : 0,
  }).format(bytes / 1000 ** power);
}
