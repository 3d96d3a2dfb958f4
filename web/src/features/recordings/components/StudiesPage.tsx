import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { usePageTitle } from '@/components/usePageTitle';
import { t } from '@/lib/messages/t';
import { useRecordings } from '../api/listRecordings';
import { recordingKeys } from '../api/recordingKeys';
import { startAnalysis } from '../api/startAnalysis';
import { matches } from '../model/recording';
import { addUploads, useUploads } from '../model/uploads';
import { EmptyStudies } from './EmptyStudies';
import { FilterField } from './FilterField';
import { PageDropZone } from './PageDropZone';
import { RecordingList } from './RecordingList';
import { StudiesSkeleton } from './StudiesSkeleton';
import { UploadButton } from './UploadButton';
import { UploadList } from './UploadList';

export function StudiesPage() {
  usePageTitle(t('recordings.title'));
  const list = useRecordings();
  const upload = useUploadAndAnalyse();
  const hasUploads = useUploads((state) => state.uploads.length > 0);
  const [filter, setFilter] = useState('');
  const recordings = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const shown = recordings.filter((recording) => matches(recording, filter));
  const isEmpty = list.isSuccess && recordings.length === 0;

  return (
    <PageDropZone onFiles={upload}>
      <div className="mx-auto w-full max-w-[92rem] min-[1920px]:max-w-[112rem] px-4 pt-7 pb-24 sm:px-8">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <h1 tabIndex={-1} className="font-serif text-xl font-medium tracking-tight">
            {t('recordings.title')}
          </h1>
          {recordings.length > 0 ? (
            <span className="text-faint numeric mt-1">
              {t(list.hasNextPage ? 'recordings.countMore' : 'recordings.count', {
                count: recordings.length,
              })}
            </span>
          ) : null}
          {isEmpty ? null : (
            <div className="ml-auto flex items-center gap-2 max-sm:w-full">
              <FilterField value={filter} onChange={setFilter} />
              <UploadButton onFiles={upload} />
            </div>
          )}
        </div>
        {hasUploads ? <UploadList /> : null}
        {list.isPending ? <StudiesSkeleton /> : null}
        {list.isError ? (
          <div className="mt-6">
            <ProblemNotice
              error={list.error}
              action={<Button onPress={() => void list.refetch()}>{t('app.tryAgain')}</Button>}
            />
          </div>
        ) : null}
        {isEmpty ? <EmptyStudies onFiles={upload} /> : null}
        {shown.length > 0 ? <RecordingList recordings={shown} /> : null}
        {recordings.length > 0 && shown.length === 0 ? (
          <div className="text-soft mt-12 flex flex-col items-center gap-3 text-center">
            <p>
              {t('recordings.filterNone', { text: filter })}
              {list.hasNextPage ? ` ${t('recordings.filterNoneMore')}` : ''}
            </p>
            <Button onPress={() => setFilter('')}>{t('recordings.filterClear')}</Button>
          </div>
        ) : null}
        {list.hasNextPage ? (
          <div className="mt-6 flex justify-center">
            <Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
              {list.isFetchingNextPage ? t('recordings.loadingMore') : t('recordings.more')}
            </Button>
          </div>
        ) : null}
      </div>
    </PageDropZone>
  );
}

/** Uploads, and analyses what arrived: nobody brings a recording only to store it. */
function useUploadAndAnalyse() {
  const queryClient = useQueryClient();
  return useCallback(
    (files: readonly File[]) =>
      addUploads(files, (recording) => {
        const showInList = () => queryClient.invalidateQueries({ queryKey: recordingKeys.list });
        // Where the analysis cannot start, the row says "Not analysed" and offers it.
        startAnalysis(recording.id).then(showInList, showInList);
      }),
    [queryClient],
  );
}
