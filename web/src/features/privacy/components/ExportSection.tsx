import { Download, Trash2 } from 'lucide-react';
import { Button } from '@/components/Button';
import { FormSection } from '@/components/FormPage';
import { Loaded } from '@/components/Loaded';
import { ProblemNotice } from '@/components/ProblemNotice';
import { ProgressLine } from '@/components/ProgressLine';
import { showToast } from '@/components/toasts';
import { formatBytes, formatDateTime, formatPercent } from '@/lib/messages/format';
import { t } from '@/lib/messages/privacy';
import { useDeleteExport, useDownloadExport, useExports, useStartExport } from '../api/exports';
import { isUnfinished, type Export } from '../model/exports';

export function ExportSection() {
  const exports = useExports();
  const start = useStartExport();
  const isBusy = exports.data?.some(isUnfinished) === true;
  return (
    <FormSection title={t('privacy.export')} text={t('privacy.exportText')}>
      <Button
        tone="primary"
        size="touch"
        isDisabled={isBusy}
        isPending={start.isPending}
        onPress={() => start.mutate()}
      >
        {start.isPending ? t('privacy.exportStarting') : t('privacy.exportStart')}
      </Button>
      {start.isError ? (
        <div className="mt-3">
          <ProblemNotice error={start.error} />
        </div>
      ) : null}
      <div className="mt-4">
        <Loaded of={exports} waiting={t('privacy.exportWaiting')}>
          {(items) =>
            items.length === 0 ? (
              <p className="text-soft">{t('privacy.exportEmpty')}</p>
            ) : (
              <ul className="divide-line border-line divide-y border-y">
                {items.map((item) => (
                  <ExportRow key={item.id} item={item} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </div>
    </FormSection>
  );
}

function ExportRow({ item }: { item: Export }) {
  const download = useDownloadExport();
  const remove = useDeleteExport();
  const date = formatDateTime(item.created_at);
  const error = download.error ?? remove.error;
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <p className="font-medium">{t('privacy.exportOf', { date })}</p>
          <p role="status" className="text-soft numeric">
            {stateText(item)}
          </p>
        </div>
        {item.status === 'completed' ? (
          <Button size="touch" isPending={download.isPending} onPress={() => download.mutate(item.id)}>
            <Download aria-hidden className="size-4" />
            {t('privacy.exportDownload')}
          </Button>
        ) : null}
        {isUnfinished(item) ? null : (
          <Button
            tone="quiet"
            size="touch"
            icon
            aria-label={t('privacy.exportDelete', { date })}
            isPending={remove.isPending}
            onPress={() =>
              void remove.mutateAsync(item.id).then(
                () => showToast({ text: t('privacy.exportDeleted') }),
                // Said in the row, which is still there then.
                () => undefined,
              )
            }
          >
            <Trash2 aria-hidden className="size-4.5" />
          </Button>
        )}
      </div>
      {isUnfinished(item) ? (
        <ProgressLine
          label={t('privacy.exportOf', { date })}
          {...(item.status === 'running' ? { fraction: item.progress } : {})}
          className="mt-2.5"
        />
      ) : null}
      {error ? (
        <div className="mt-2">
          <ProblemNotice error={error} />
        </div>
      ) : null}
    </li>
  );
}

function stateText({ status, progress, size_bytes: size, expires_at: expiresAt }: Export): string {
  switch (status) {
    case 'queued':
      return t('privacy.exportQueued');
    case 'running':
      return t('privacy.exportRunning', { percent: formatPercent(progress) });
    case 'completed': {
      const ready = t('privacy.exportReady', { size: formatBytes(size ?? 0) });
      return expiresAt
        ? `${ready}. ${t('privacy.exportExpires', { date: formatDateTime(expiresAt) })}`
        : ready;
    }
    case 'failed':
      return t('privacy.exportFailed');
    default:
      return t('privacy.exportExpired');
  }
}
