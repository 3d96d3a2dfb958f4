import { formatDuration, formatMeasure, formatPercent } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import type { ChannelQuality, MainsReading, Quality, Report } from './report';

/** What the grade means, or why there is none. */
export function gradeWords(quality: Quality): string {
  switch (quality.grade) {
    case 'A':
      return t('analysis.gradeA');
    case 'B':
      return t('analysis.gradeB');
    case 'C':
      return t('analysis.gradeC');
    case 'D':
      return t('analysis.gradeD');
    case 'F':
      return t('analysis.gradeF');
    default:
      return quality.judged_seconds && quality.needs
        ? t('analysis.gradeTooShort', {
            duration: formatDuration(quality.judged_seconds),
            needed: formatDuration(quality.needs.grade_seconds),
          })
        : t('analysis.tooShort');
  }
}

export function usableWords(quality: Quality): string | null {
  const isAnyGood = quality.channels.some(({ status }) => status === 'good');
  return quality.usable_fraction === null || !isAnyGood
    ? null
    : t('analysis.usable', { percent: formatPercent(quality.usable_fraction) });
}

/** What was found at the mains frequencies; where nothing was, what was looked at and what could not be. */
export function mainsWords(quality: Quality, nameOf: (label: string) => string): string[] {
  if (!quality.mains || quality.mains.length === 0) {
    return quality.line_frequency_hz === null
      ? [t('analysis.lineNone')]
      : [t('analysis.line', { frequency: quality.line_frequency_hz })];
  }
  const found = quality.mains.filter(({ level }) => level === 'weak' || level === 'strong');
  if (found.length > 0) return found.map((reading) => readingWords(reading, nameOf));
  const none = quality.mains.filter(({ level }) => level === 'none');
  return [...none.map((reading) => readingWords(reading, nameOf)), ...unseenWords(quality.mains)];
}

function unseenWords(mains: readonly MainsReading[]): string[] {
  return (['too_short', 'sampling_rate_too_low'] as const).flatMap((reason) => {
    const unseen = mains.filter((reading) => reading.level === null && reading.reason === reason);
    const frequency = unseen.map(({ frequency_hz }) => frequency_hz).join(` ${t('analysis.or')} `);
    if (unseen.length === 0) return [];
    return [
      reason === 'too_short'
        ? t('analysis.mainsTooShort', { frequency })
        : t('analysis.mainsTooSlow', { frequency }),
    ];
  });
}

function readingWords(reading: MainsReading, nameOf: (label: string) => string): string {
  const frequency = reading.frequency_hz;
  const median = formatMeasure(reading.amplitude_uv ?? 0);
  if (reading.level === 'none') return t('analysis.mainsNone', { frequency, median });
  const values = {
    frequency,
    median,
    count: reading.channels_with_peak,
    all: reading.channels_judged,
    highest: formatMeasure(reading.highest_uv ?? 0),
    channel: nameOf(reading.highest_channel ?? ''),
  };
  return reading.level === 'strong' ? t('analysis.mainsStrong', values) : t('analysis.mainsWeak', values);
}

/** How many channels were judged, of which kind, and whether one of them is bad. */
export function verdictWords(report: Report, quality: Quality): string {
  const judged = quality.channels.filter(({ status }) => status !== null);
  if (judged.length === 0) {
    return quality.needs
      ? t('analysis.noVerdicts', { needed: formatDuration(quality.needs.channel_seconds) })
      : t('analysis.tooShort');
  }
  const kinds = new Map(report.recording.channels.map(({ label, kind }) => [label, kind]));
  const eeg = judged.filter(({ label }) => kinds.get(label) === 'eeg').length;
  const others = judged.length - eeg;
  const bad = judged.filter(({ status }) => status === 'bad').length;
  const which = t('analysis.judged', { count: eeg });
  const also = others > 0 ? `, ${t('analysis.judgedOthers', { count: others })}` : '';
  return `${which}${also}: ${bad === 0 ? t('analysis.noBadChannels') : t('analysis.badChannels', { count: bad })}`;
}

/** Null when every EEG channel could be compared with others. */
export function notComparedWords(channels: readonly ChannelQuality[]): string | null {
  const count = channels.filter(
    ({ status, unchecked }) => status !== null && unchecked?.includes('uncorrelated'),
  ).length;
  return count === 0 ? null : t('analysis.notCompared', { count });
}

/** Why a report has neither quality nor a spectrum. */
export function omittedWords(report: Report): string {
  switch (report.omitted?.quality ?? report.omitted?.spectrum) {
    case 'no_signals':
      return t('analysis.omittedNoSignals');
    case 'no_eeg':
      return t('analysis.omittedNoEeg');
    case 'eeg_not_measurable':
      return t('analysis.omittedNotMeasurable');
    case 'too_short':
      return t('analysis.omittedTooShort');
    default:
      return t('analysis.notApplicable');
  }
}
