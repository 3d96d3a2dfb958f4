import { useEffect, useRef } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { showToast } from '@/components/toasts';
import { t } from '@/lib/messages/history';
import { useRestoreImport } from '../api/imports';

interface Props {
  importId: string;
  removed: number;
  stayed: number;
  onRestored: () => void;
  onAgain: () => void;
  onAnother: () => void;
}

/** What went, what stays and why, and the way back. */
export function ImportTakenBack({ importId, removed, stayed, onRestored, onAgain, onAnother }: Props) {
  const restore = useRestoreImport();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const bringBack = () =>
    restore.mutate(importId, {
      onSuccess: ({ restored }) => {
        showToast({ text: t('import.restored', { count: restored }) });
        onRestored();
      },
    });
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="font-serif text-2xl font-medium tracking-tight">
        {t('import.takenBackTitle')}
      </h1>
      <ul className="mt-4 flex max-w-[60ch] flex-col gap-1.5 text-base">
        <li>{t('import.takenBack', { count: removed })}</li>
        {stayed > 0 ? <li>{t('import.stayed', { count: stayed })}</li> : null}
      </ul>
      {restore.isError ? <ProblemNotice error={restore.error} /> : null}
      <div className="mt-8 flex flex-wrap gap-3">
        <Button size="large" tone="primary" onPress={onAgain}>
          {t('import.again')}
        </Button>
        <Button size="large" isPending={restore.isPending} onPress={bringBack}>
          {t('import.bringBack')}
        </Button>
        <Button tone="quiet" size="large" onPress={onAnother}>
          {t('import.another')}
        </Button>
      </div>
    </>
  );
}
