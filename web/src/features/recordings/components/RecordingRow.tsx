import { useRef, useState, type KeyboardEvent } from 'react';
import { Link } from 'react-router';
import { problemText } from '@/components/problemText';
import { showToast } from '@/components/toasts';
import { formatDuration, formatNumber, formatRecordingTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import { useDeleteRecording } from '../api/deleteRecording';
import { useRestoreRecording } from '../api/restoreRecording';
import type { Recording } from '../model/recording';
import { AnalysisState } from './AnalysisState';
import { RenameField } from './RenameField';
import { RowMenu } from './RowMenu';
import { rowGrid } from './rowGrid';

export function RecordingRow({ recording }: { recording: Recording }) {
  const [isRenaming, setRenaming] = useState(false);
  const link = useRef<HTMLAnchorElement>(null);
  const row = useRef<HTMLLIElement>(null);
  const remove = useDeleteWithUndo(recording, () => {
    // The row is about to go; whoever works by keyboard goes on at the next one.
    const neighbour = row.current?.nextElementSibling ?? row.current?.previousElementSibling;
    neighbour?.querySelector<HTMLElement>('a[data-row-link]')?.focus();
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (isRenaming || event.target !== link.current) return;
    if (event.key === 'F2') setRenaming(true);
    if (event.key === 'Delete') remove();
  };

  return (
    <li
      ref={row}
      onKeyDown={onKeyDown}
      className={`group border-line hover:bg-hover/60 has-[a[data-row-link]:focus-visible]:bg-hover/60 motion-quick relative grid grid-cols-[minmax(0,1fr)_2.75rem] items-center gap-x-3 gap-y-1 border-b py-2.5 transition-colors ${rowGrid}`}
    >
      <div className="min-w-0">
        {isRenaming ? (
          <RenameField
            recording={recording}
            onDone={() => {
              setRenaming(false);
              // The link comes back in the next frame; the focus returns to it.
              requestAnimationFrame(() => link.current?.focus());
            }}
          />
        ) : (
          <Link
            ref={link}
            data-row-link
            to={`/recordings/${recording.id}`}
            className="block truncate rounded-sm font-medium outline-offset-4 after:absolute after:inset-0"
          >
            {recording.title}
          </Link>
        )}
        <p className="text-faint truncate text-xs">
          {recording.file_name} · {recording.format}
          {recording.warnings.length > 0 ? (
            <span className="text-firefly-ink relative z-10" title={recording.warnings.join('\n')}>
              {' '}
              · {t('recordings.warnings', { count: recording.warnings.length })}
            </span>
          ) : null}
        </p>
      </div>
      <p className="text-soft numeric max-md:col-start-1 max-md:row-start-2 max-md:text-xs">
        {recording.start_time ? formatRecordingTime(recording.start_time) : t('recordings.dateUnknown')}
        <span className="md:hidden"> · {formatDuration(recording.duration_seconds)}</span>
      </p>
      <p className="text-soft numeric max-md:hidden">{formatDuration(recording.duration_seconds)}</p>
      <p className="text-soft numeric max-md:hidden">
        {recording.channel_count === 0 ? (
          t('recordings.notesOnly')
        ) : (
          <>
            {t('recordings.channels', { count: recording.channel_count })}
            <span className="text-faint block text-xs">
              {t('recordings.rate', { rate: formatNumber(recording.sampling_rate_hz, 2) })}
            </span>
          </>
        )}
      </p>
      <div className="min-w-0 max-md:col-start-1 max-md:row-start-3">
        <AnalysisState recording={recording} />
      </div>
      <div className="relative z-10 max-md:col-start-2 max-md:row-span-3 max-md:row-start-1">
        <RowMenu recording={recording} onRename={() => setRenaming(true)} onDelete={remove} />
      </div>
    </li>
  );
}

/** Deleting asks nothing, because it can be undone. */
function useDeleteWithUndo(recording: Recording, onDelete: () => void): () => void {
  const deletion = useDeleteRecording();
  const restoration = useRestoreRecording();
  const { id, title } = recording;
  const restore = () =>
    restoration.mutate(id, {
      onSuccess: () => showToast({ text: t('recordings.restored', { title }) }),
      onError: (error) =>
        showToast({ text: problemText(error).title, action: { label: t('app.tryAgain'), onPress: restore } }),
    });
  return () =>
    deletion.mutate(id, {
      onError: (error) => showToast({ text: problemText(error).title }),
      onSuccess: () => {
        onDelete();
        showToast({
          text: t('recordings.deleted', { title }),
          action: { label: t('recordings.undo'), onPress: restore },
        });
      },
    });
}
