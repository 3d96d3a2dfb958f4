import { TableBehind } from '@/components/TableBehind';
import { formatDuration, formatPosition } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import { missingByChannel } from '../model/findings';
import type { MissingStretch } from '../model/report';
import { PanelSection } from './PanelSection';

/** Of these the length is said; the table has all. */
const mostChannels = 6;

interface Props {
  missing: readonly MissingStretch[];
  nameOf: (label: string) => string;
  onJumpTo: (seconds: number) => void;
}

/** Where nothing was measured: how much of each channel, and behind it every stretch. */
export function MissingSection({ missing, nameOf, onJumpTo }: Props) {
  const channels = missingByChannel(missing);
  return (
    <PanelSection title={t('analysis.missing')}>
      <p className="text-soft">{t('analysis.missingIntro')}</p>
      <ul className="mt-2">
        {channels.slice(0, mostChannels).map(({ channel, seconds, count }) => (
          <li key={channel} className="flex gap-3 py-0.5">
            <span className="min-w-10 font-semibold">{nameOf(channel)}</span>{' '}
            <span className="text-soft numeric">
              {t('analysis.missingOf', { count, duration: formatDuration(seconds) })}
            </span>
          </li>
        ))}
        {channels.length > mostChannels ? (
          <li className="text-soft py-0.5">
            {t('analysis.missingMore', { count: channels.length - mostChannels })}
          </li>
        ) : null}
      </ul>
      <TableBehind
        caption={t('analysis.missing')}
        head={[t('analysis.columnOnset'), t('analysis.columnLength'), t('analysis.columnChannel')]}
        rows={missing.map(({ channel, onset_seconds, duration_seconds }, index) => ({
          key: `${index}`,
          cells: [
            <button
              key="jump"
              type="button"
              className="text-accent-strong cursor-pointer rounded-sm underline-offset-2 hover:underline"
              aria-label={t('analysis.missingJump', {
                position: formatPosition(onset_seconds, 1),
                channel: nameOf(channel),
              })}
              onClick={() => onJumpTo(onset_seconds)}
            >
              {formatPosition(onset_seconds, 1)}
            </button>,
            formatDuration(duration_seconds),
            nameOf(channel),
          ],
        }))}
      />
    </PanelSection>
  );
}
