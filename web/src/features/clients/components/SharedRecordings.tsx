import { FileDown } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '@/components/Button';
import { GradeBadge } from '@/components/GradeBadge';
import { Loaded } from '@/components/Loaded';
import { problemText } from '@/components/problemText';
import { formatDuration, formatRecordingTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/clients';
import { useDownloadSharedReport, useSharedRecordings } from '../api/clients';
import type { Recording } from '../model/client';

export function SharedRecordings({ shareId }: { shareId: string }) {
  const list = useSharedRecordings(shareId);
  const recordings = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  return (
    <>
      <Loaded of={list} waiting={t('clients.recordingsWaiting')}>
        {() =>
          recordings.length === 0 ? (
            <p className="text-soft mt-6 text-base">{t('clients.recordingsEmpty')}</p>
          ) : (
            <ul>
              {recordings.map((recording) => (
                <li
                  key={recording.id}
                  className="border-line flex flex-wrap items-center gap-x-5 gap-y-2 border-b py-3"
                >
                  <div className="min-w-0 flex-1 basis-56">
                    <p className="truncate font-medium">{recording.title}</p>
                    <p className="text-soft numeric">
                      {recording.start_time ? `${formatRecordingTime(recording.start_time)} · ` : ''}
                      {formatDuration(recording.duration_seconds)}
                    </p>
                  </div>
                  {recording.latest_analysis?.summary ? (
                    <div className="flex items-center gap-3">
                      <GradeBadge grade={recording.latest_analysis.summary.grade} />
                      <ReportButton shareId={shareId} recording={recording} />
                    </div>
                  ) : (
                    <span className="text-faint">{t('clients.notAnalysed')}</span>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {list.hasNextPage ? (
        <Button
          size="touch"
          className="mt-5"
          isPending={list.isFetchingNextPage}
          onPress={() => void list.fetchNextPage()}
        >
          {list.isFetchingNextPage ? t('clients.moreBusy') : t('clients.more')}
        </Button>
      ) : null}
    </>
  );
}

function ReportButton({ shareId, recording: { id, title } }: { shareId: string; recording: Recording }) {
  const download = useDownloadSharedReport(shareId);
  return (
    <>
      <Button
        size="touch"
        aria-label={t('clients.reportOf', { title })}
        isPending={download.isPending}
        onPress={() => download.mutate({ recordingId: id, title })}
      >
        <FileDown aria-hidden className="size-4" />
        {t('clients.report')}
      </Button>
      {download.isError ? (
        <span role="alert" className="text-danger text-xs font-medium">
          {problemText(download.error).title}
        </span>
      ) : null}
    </>
  );
}
