import { useMemo } from 'react';
import { Button } from '@/components/Button';
import { GradeBadge } from '@/components/GradeBadge';
import { Loaded } from '@/components/Loaded';
import { formatDuration, formatRecordingTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/clients';
import { useSharedRecordings } from '../api/clients';

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
                    <GradeBadge grade={recording.latest_analysis.summary.grade} />
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
