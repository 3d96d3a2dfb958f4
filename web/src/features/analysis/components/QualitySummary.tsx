import { GradeBadge } from '@/components/GradeBadge';
import { TableBehind } from '@/components/TableBehind';
import { t } from '@/lib/messages/t';
import { reasonWords } from '../model/findings';
import { decisiveMetrics, metricName, metricValue } from '../model/metrics';
import { gradeWords, mainsWords, notComparedWords, usableWords, verdictWords } from '../model/quality';
import type { ChannelQuality, Quality, Report } from '../model/report';
import { PanelSection } from './PanelSection';

interface Props {
  report: Report;
  quality: Quality;
  nameOf: (label: string) => string;
  onHighlightChannel: (label: string | null) => void;
}

export function QualitySummary({ report, quality, nameOf, onHighlightChannel }: Props) {
  const bad = quality.channels.filter((channel) => channel.status === 'bad');
  const usable = usableWords(quality);
  const notCompared = notComparedWords(quality.channels);
  return (
    <PanelSection title={t('analysis.quality')}>
      <div className="flex items-center gap-4">
        <GradeBadge grade={quality.grade} size="large" />
        <div className="min-w-0">
          <p className="font-medium">{gradeWords(quality)}</p>
          {usable ? <p className="text-soft numeric mt-0.5">{usable}</p> : null}
        </div>
      </div>
      {mainsWords(quality, nameOf).map((words) => (
        <p key={words} className="text-soft numeric mt-3">
          {words}
        </p>
      ))}
      <h4 className="mt-5 font-medium">{verdictWords(report, quality)}</h4>
      {notCompared ? <p className="text-faint mt-0.5 text-xs">{notCompared}</p> : null}
      {bad.length > 0 ? (
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
      ) : null}
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
          channel.status === null
            ? t('analysis.tooShort')
            : channel.status === 'good'
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
