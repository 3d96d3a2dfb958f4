import { reasonWords } from '@/features/analysis/model/findings';
import type { Recording } from '@/features/recordings/model/recording';
import { formatDuration, formatNumber, formatPosition } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import type { Filters } from '../model/choices';
import type { Lane } from '../model/lanes';
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

/** Why a lane is marked bad; with the electrode's name where the lane is made of several. */
export function badText(lane: Pick<Lane, 'label' | 'bad'>): string {
  return lane.bad
    .map(({ label, reasons }) => {
      const words = reasons.map((reason) => reasonWords(reason).word).join(', ');
      return label === lane.label ? words : `${label}: ${words}`;
    })
    .join('; ');
}

/** One line that says what a view shows: where, when, and what was done to the signal. */
export function viewFacts(
  recording: Recording,
  fromSeconds: number,
  toSeconds: number,
  preferences: ViewerPreferences,
  sensitivity: number,
): string {
  const date = dateText(recording.start_time, fromSeconds);
  const clock = clockText(recording.start_time, fromSeconds);
  return [
    `${formatPosition(fromSeconds, 1)} – ${formatPosition(toSeconds, 1)}`,
    date === null || clock === null ? '' : `${date} ${clock}`,
    t(`viewer.montage.${preferences.montage}`),
    filtersText(preferences),
    t('viewer.sensitivityValue', { value: sensitivity }),
    t(`viewer.polarity.${preferences.polarity}`),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
