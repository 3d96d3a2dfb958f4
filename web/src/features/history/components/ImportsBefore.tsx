import { useQuery } from '@tanstack/react-query';
import { Button } from '@/components/Button';
import { FormSection } from '@/components/FormPage';
import { ProblemNotice } from '@/components/ProblemNotice';
import { formatDateTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/history';
import { importsQuery, useRestoreImport, useTakeImportBack, type Import } from '../api/imports';
import { formatDay } from '../model/days';

/** The files that were brought in, each to be taken back as a whole; nothing where there is none. */
export function ImportsBefore() {
  const imports = useQuery(importsQuery).data ?? [];
  if (imports.length === 0) return null;
  return (
    <FormSection title={t('import.before')} text={t('import.beforeText')}>
      <ul>
        {imports.map((entry) => (
          <li key={entry.id} className="border-line border-b py-3 last:border-b-0">
            <Entry entry={entry} />
          </li>
        ))}
      </ul>
    </FormSection>
  );
}

function Entry({ entry }: { entry: Import }) {
  const { id, check_ins: removable, changed, taken_back: takenBack } = entry;
  const takeBack = useTakeImportBack();
  const restore = useRestoreImport();
  const date = formatDateTime(entry.imported_at);
  const there = removable + changed;
  const error = takeBack.error ?? restore.error;
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="min-w-0">
          <p className="text-base font-medium">
            {there === 0
              ? t('import.beforeGone', { count: takenBack })
              : t('import.beforeEntry', {
                  count: there,
                  first: formatDay(entry.first_day),
                  last: formatDay(entry.last_day),
                })}
          </p>
          <p className="text-soft">{t('import.beforeOn', { date })}</p>
          {changed > 0 ? <p className="text-soft">{t('import.stayed', { count: changed })}</p> : null}
        </div>
        {removable > 0 ? (
          <Button
            size="touch"
            aria-label={t('import.takeBackOf', { date })}
            isPending={takeBack.isPending}
            onPress={() => takeBack.mutate(id)}
          >
            {t('import.takeBackShort')}
          </Button>
        ) : takenBack > 0 ? (
          <Button
            size="touch"
            aria-label={t('import.bringBackOf', { date })}
            isPending={restore.isPending}
            onPress={() => restore.mutate(id)}
          >
            {t('import.bringBack')}
          </Button>
        ) : null}
      </div>
      {error === null ? null : <ProblemNotice error={error} />}
    </>
  );
}
