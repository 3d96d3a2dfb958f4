import { useEffect, useRef } from 'react';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { ProblemNotice } from '@/components/ProblemNotice';
import { t } from '@/lib/messages/history';
import type { ImportResult } from '../api/importCsv';
import { useTakeImportBack } from '../api/imports';
import { ImportTakenBack } from './ImportTakenBack';

interface Props {
  result: ImportResult;
  onAgain: () => void;
  onAnother: () => void;
}

/** What came in, what was here already, and which lines could not be read, with what to do about them. */
export function ImportDone({ result, onAgain, onAnother }: Props) {
  const { imported, skipped_as_known: known, refused_count: refusedCount, refused } = result;
  const { import_id: importId, without_time: withoutTime } = result;
  const takeBack = useTakeImportBack();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  if (importId !== null && takeBack.data) {
    return (
      <ImportTakenBack
        importId={importId}
        {...takeBack.data}
        onRestored={() => takeBack.reset()}
        onAgain={onAgain}
        onAnother={onAnother}
      />
    );
  }
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="font-serif text-2xl font-medium tracking-tight">
        {t(imported > 0 ? 'import.doneTitle' : 'import.nothingTitle')}
      </h1>
      <ul className="mt-4 flex max-w-[60ch] flex-col gap-1.5 text-base">
        <li>{t('import.imported', { count: imported })}</li>
        {known > 0 ? <li>{t('import.known', { count: known })}</li> : null}
        {imported > 0 && withoutTime > 0 ? <li>{t('import.withoutTime', { count: withoutTime })}</li> : null}
        {refusedCount > 0 ? <li>{t('import.refused', { count: refusedCount })}</li> : null}
      </ul>
      {refusedCount > 0 ? (
        <section className="border-line mt-6 border-t pt-5">
          <p className="text-soft max-w-[60ch]">{t('import.refusedText')}</p>
          <ul className="mt-3 flex max-h-80 flex-col gap-1 overflow-auto" tabIndex={0}>
            {refused.map(({ line, reason }) => (
              <li key={line} className="numeric [overflow-wrap:anywhere]">
                {t('import.refusedLine', { line: String(line), reason })}
              </li>
            ))}
          </ul>
          {refusedCount > refused.length ? (
            <p className="text-soft mt-2">{t('import.refusedMore', { count: refused.length })}</p>
          ) : null}
          <Button size="large" className="mt-4" onPress={onAgain}>
            {t('import.again')}
          </Button>
        </section>
      ) : null}
      <div className="mt-8 flex flex-wrap gap-3">
        <ButtonLink to="/history/calendar" tone="primary" size="large">
          {t('import.toCalendar')}
        </ButtonLink>
        <ButtonLink to="/insights" size="large">
          {t('import.toInsights')}
        </ButtonLink>
        <Button tone="quiet" size="large" onPress={onAnother}>
          {t('import.another')}
        </Button>
        {importId === null ? null : (
          <Button
            tone="quiet"
            size="large"
            isPending={takeBack.isPending}
            onPress={() => takeBack.mutate(importId)}
          >
            {t(takeBack.isPending ? 'import.takeBackBusy' : 'import.takeBack')}
          </Button>
        )}
      </div>
      {takeBack.isError ? <ProblemNotice error={takeBack.error} /> : null}
    </>
  );
}
