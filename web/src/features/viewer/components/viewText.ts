import type { Recording } from '@/features/recordings/model/recording';
import { formatDuration, formatNumber, formatPosition } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import type { Filters } from '../model/choices';
import type { ViewerPreferences } from '../model/preferences';
import { clockText, dateText } from '../model/timeText';

/** "128 channels · 512 Hz · 2 h 10 min". */
export function factsText(recording: Recording): string {
  return t('viewer.facts', {
    channels: t('viewer.channels', { count: recording.channel_count }),
    rate: formatNumber(recording.sampling_rate_hz, 2),
    duration: formatDuration(recording.duration_seconds),
  });
}

export function pageText(pageSeconds: number, durationSeconds: number): string {
  if (Math.abs(pageSeconds - durationSeconds) < 1e-6) return t('viewer.pageWhole');
  return pageSeconds >= 60 && pageSeconds % 60 === 0
    ? t('viewer.pageMinutes', { minutes: pageSeconds / 60 })
    : t('viewer.pageSeconds', { seconds: formatNumber(pageSeconds, pageSeconds < 1 ? 2 : 1) });
}

export function filtersText(filters: Filters): string {
  const parts = [
    filters.highPassHz > 0 ? t('viewer.filters.highPass', { value: filters.highPassHz }) : '',
    filters.lowPassHz > 0 ? t('viewer.filters.lowPass', { value: filters.lowPassHz }) : '',
    filters.notchHz > 0 ? t('viewer.filters.notch', { value: filters.notchHz }) : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? t('viewer.filters.none') : parts.join(', ');
}

const reasonKeys = {
  flat: 'viewer.reason.flat',
  noisy: 'viewer.reason.noisy',
  uncorrelated: 'viewer.reason.uncorrelated',
  line_noise: 'viewer.reason.line_noise',
  saturated: 'viewer.reason.saturated',
  bridged: 'viewer.reason.bridged',
} as const;

/** Reasons as people say them; of a derivation, with the electrode they belong to. */
export function reasonsText(reasons: readonly string[]): string {
  return reasons.map((reason) => reason.replace(/[a-z_]+$|[a-z_]+(?=,)/g, wordFor)).join('; ');
}

function wordFor(reason: string): string {
  return reason in reasonKeys ? t(reasonKeys[reason as keyof typeof reasonKeys]) : reason;
}

/** One line that says what a view shows: where, when, and what was done to the signal. */
export function viewFacts(
  recording: Recording,
  fromSeconds: number,
  toSeconds: number,
  preferences: ViewerPreferences,
): string {
  const date = dateText(recording.start_time, fromSeconds);
  const clock = clockText(recording.start_time, fromSeconds);
  return [
    `${formatPosition(fromSeconds, 1)} – ${formatPosition(toSeconds, 1)}`,
    date === null || clock === null ? '' : `${date} ${clock}`,
    t(`viewer.montage.${preferences.montage}`),
    filtersText(preferences),
    t('viewer.sensitivityValue', { value: preferences.sensitivity }),
    t(`viewer.polarity.${preferences.polarity}`),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
