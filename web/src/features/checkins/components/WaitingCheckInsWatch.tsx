import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Button } from '@/components/Button';
import { Sheet } from '@/components/Sheet';
import { hearUnheard } from '@/features/help/model/leftWords';
import { kept } from '@/lib/deviceStore/deviceStore';
import { useDeviceUser } from '@/lib/deviceStore/deviceUser';
import { unsentPlanId } from '@/lib/deviceStore/planOnDevice';
import { t } from '@/lib/messages/companion';
import { checkInsKey } from '../api/checkIns';
import { askBeforeLeaving, useLeaving } from '../model/leaving';
import { countWaiting, sendWaiting } from '../model/waiting';

const betweenTriesMilliseconds = 60_000;

/** Sends what was kept as soon as it can go, and asks before a sign-out would lose it. */
export function WaitingCheckInsWatch() {
  const userId = useDeviceUser();
  const client = useQueryClient();
  useEffect(() => {
    if (userId === null) return;
    const trySending = () => {
      void hearUnheard(userId).catch(() => undefined);
      void sendWaiting(userId)
        .then((sent) => (sent > 0 ? client.invalidateQueries({ queryKey: checkInsKey }) : undefined))
        .catch(() => undefined);
    };
    trySending();
    window.addEventListener('online', trySending);
    // Being online says nothing about the server.
    const timer = setInterval(trySending, betweenTriesMilliseconds);
    const stopAsking = askBeforeLeaving(async () => {
      await sendWaiting(userId).catch(() => 0);
      // Something written into the safety plan would be lost as well.
      const plan = await kept(userId, 'draft', unsentPlanId).catch(() => null);
      return (await countWaiting(userId)) + (plan === null ? 0 : 1);
    });
    return () => {
      window.removeEventListener('online', trySending);
      clearInterval(timer);
      stopAsking();
    };
  }, [userId, client]);
  return <LeavingQuestion />;
}

function LeavingQuestion() {
  const { count, answer } = useLeaving();
  return (
    <Sheet title={t('leave.title')} isOpen={count !== null} onClose={() => answer(false)} width="narrow">
      <p className="text-base">{t('leave.text', { count: count ?? 0 })}</p>
      <div className="mt-5 flex flex-wrap gap-3">
        <Button tone="primary" size="large" onPress={() => answer(false)}>
          {t('leave.stay')}
        </Button>
        <Button tone="danger" size="large" onPress={() => answer(true)}>
          {t('leave.anyway')}
        </Button>
      </div>
    </Sheet>
  );
}
