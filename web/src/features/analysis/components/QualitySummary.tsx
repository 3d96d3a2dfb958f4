import { GradeBadge } from '@/components/GradeBadge';
import { TableBehind } from '@/components/TableBehind';
import { formatPercent } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import { reasonWords } from '../model/findings';
import { decisiveMetrics, metricName, metricValue } from '../model/metrics';
import type { ChannelQuality, Quality } from '../model/report';
import { PanelSection } from './PanelSection';

interface Props {
  quality: Quality;
  nameOf: (label: string) => string;
  onHighlightChannel: (label: string | null) => void;
}

export function QualitySummary({ quality, nameOf, onHighlightChannel }: Props) {
  const bad = quality.channels.filter((channel) => channel.status === 'bad');
  return (
    <PanelSection title={t('analysis.quality')}>
      <div className="flex items-center gap-4">
        <GradeBadge grade={quality.grade} size="large" />
        <div className="min-w-0">
          <p className="font-medium">{gradeMeaning(quality.grade)}</p>
          <p className="text-soft numeric mt-0.5" title={t('analysis.usableHint')}>
            {t('analysis.usable', { percent: formatPercent(quality.usable_fraction) })} ·{' '}
            {quality.line_frequency_hz === null
              ? t('analysis.lineNone')
              : t('analysis.line', { frequency: quality.line_frequency_hz })}
          </p>
        </div>
      </div>
      {bad.length === 0 ? (
        <p className="text-soft mt-4">{t('analysis.noBadChannels')}</p>
      ) : (
        <>
          <h4 className="mt-5 font-medium">{t('analysis.badChannels', { count: bad.length })}</h4>
          <ul className="divide-line mt-1 divide-y">
            {bad.map((channel) => (
              <BadChannel
                key={channel.label}
                channel={channel}
                name={nameOf(channel.label)}
                onHighlight={onHighlightChannel}
              />
            ))}
          </ul>
        </>
      )}
      <ChannelTable channels={quality.channels} nameOf={nameOf} />
    </PanelSection>
  );
}

interface BadChannelProps {
  channel: ChannelQuality;
  name: string;
  onHighlight: Props['onHighlightChannel'];
}

function BadChannel({ channel, name, onHighlight }: BadChannelProps) {
  const measures = decisiveMetrics(channel.reasons, channel.metrics).map(
    (key) => `${metricName(key)} ${metricValue(key, channel.metrics[key] ?? 0)}`,
  );
  return (
    <li>
      <button
        type="button"
        title={t('analysis.showChannel', { label: name })}
        className="hover:bg-hover -mx-2 block w-[calc(100%+1rem)] cursor-pointer rounded-sm px-2 py-2 text-left"
        onClick={() => onHighlight(channel.label)}
        onMouseEnter={() => onHighlight(channel.label)}
        onMouseLeave={() => onHighlight(null)}
        onBlur={() => onHighlight(null)}
      >
        <span className="flex items-baseline gap-3">
          <span className="text-danger min-w-10 font-semibold">{name}</span>{' '}
          <span>
            {channel.reasons.map((reason) => (
              <span key={reason} className="block">
                <span className="font-medium">{reasonWords(reason).word}</span>
                <span className="text-soft"> {reasonWords(reason).hint} </span>
              </span>
            ))}
            <span className="text-faint numeric mt-0.5 block text-xs">{measures.join(' · ')}</span>
          </span>
        </span>
      </button>
    </li>
  );
}

function ChannelTable({
  channels,
  nameOf,
}: {
  channels: readonly ChannelQuality[];
  nameOf: Props['nameOf'];
}) {
  const keys = [...new Set(channels.flatMap((channel) => Object.keys(channel.metrics)))];
  return (
    <TableBehind
      label={t('analysis.allChannels')}
      caption={t('analysis.quality')}
      head={[t('analysis.columnChannel'), t('analysis.columnVerdict'), ...keys.map(metricName)]}
      rows={channels.map((channel) => ({
        key: channel.label,
        cells: [
          nameOf(channel.label),
          channel.status === 'good'
            ? t('analysis.good')
            : channel.reasons.map((reason) => reasonWords(reason).word).join(', ') || t('analysis.bad'),
          ...keys.map((key) => {
            const value = channel.metrics[key];
            return value === undefined ? '' : metricValue(key, value);
          }),
        ],
      }))}
    />
  );
}

function gradeMeaning(grade: string): string {
  switch (grade) {
    case 'A':
      return t('analysis.gradeA');
    case 'B':
      return t('analysis.gradeB');
    case 'C':
      return t('analysis.gradeC');
    case 'D':
      return t('analysis.gradeD');
    default:
      return t('analysis.gradeF');
  }
}
