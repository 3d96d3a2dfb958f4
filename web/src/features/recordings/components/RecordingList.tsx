import type { KeyboardEvent } from 'react';
import { t } from '@/lib/messages/t';
import type { Recording } from '../model/recording';
import { RecordingRow } from './RecordingRow';
import { rowGrid } from './rowGrid';

export function RecordingList({ recordings }: { recordings: readonly Recording[] }) {
  return (
    <div className="mt-5">
      <div
        aria-hidden="true"
        className={`text-faint border-line hidden border-b pb-2 text-xs font-medium md:grid ${rowGrid}`}
      >
        <span>{t('recordings.columnTitle')}</span>
        <span>{t('recordings.columnDate')}</span>
        <span>{t('recordings.columnDuration')}</span>
        <span>{t('recordings.columnChannels')}</span>
        <span>{t('recordings.columnQuality')}</span>
      </div>
      <ul
        aria-label={t('recordings.listLabel')}
        onKeyDown={moveBetweenRows}
        className="max-md:border-line max-md:border-t"
      >
        {recordings.map((recording) => (
          <RecordingRow key={recording.id} recording={recording} />
        ))}
      </ul>
    </div>
  );
}

/** Arrow keys go from row to row, besides Tab. */
function moveBetweenRows(event: KeyboardEvent<HTMLUListElement>): void {
  if (!(document.activeElement instanceof HTMLAnchorElement)) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a[data-row-link]')];
  const current = links.indexOf(document.activeElement);
  const targets: Partial<Record<string, number>> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    Home: 0,
    End: links.length - 1,
  };
  const target = targets[event.key];
  if (current < 0 || target === undefined) return;
  event.preventDefault();
  links[target]?.focus();
}
