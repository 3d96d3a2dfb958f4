import { useQuery } from '@tanstack/react-query';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { showToast } from '@/components/toasts';
import { crisisStateQuery, useSayImSafe } from '@/features/help/api/crisisState';
import { openHelp } from '@/features/help/model/helpSheet';
import { t } from '@/lib/messages/companion';

/** After a hard moment: a word, the way to help, and the person's own word that they are safe. */
export function AfterCrisis({ isReady }: { isReady: boolean }) {
  const { data } = useQuery({ ...crisisStateQuery, enabled: isReady });
  const safe = useSayImSafe();
  const eventId = data?.open_event_id ?? null;
  if (eventId === null) return null;
  return (
    <section aria-label={t('today.afterCrisis')} className="border-line bg-raised mb-8 rounded-lg border p-5">
      <p className="text-base">{t('today.paused')}</p>
      {safe.isError ? <ProblemNotice error={safe.error} /> : null}
      <div className="mt-4 flex flex-wrap gap-3">
        <Button
          size="large"
          isPending={safe.isPending}
          onPress={() => safe.mutate(eventId, { onSuccess: () => showToast({ text: t('today.safeSaid') }) })}
        >
          {t('today.safe')}
        </Button>
        <Button size="large" tone="danger" onPress={openHelp}>
          {t('help.open')}
        </Button>
      </div>
    </section>
  );
}
