import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { lastUser } from '@/lib/deviceStore/deviceUser';
import { planOnDevice } from '@/lib/deviceStore/planOnDevice';
import { t } from '@/lib/messages/signIn';
import { useIsOnline } from '@/lib/useIsOnline';

/** Nobody can sign in without a network; what can be had without it is named. */
export function OfflineHere({ hasFailed }: { hasFailed: boolean }) {
  const isOnline = useIsOnline();
  const isOffline = !isOnline || hasFailed;
  const [hasPlan, setHasPlan] = useState(false);
  useEffect(() => {
    const userId = isOffline ? lastUser() : null;
    if (userId === null) return;
    void planOnDevice(userId).then(
      (plan) => setHasPlan(plan !== null),
      () => undefined,
    );
  }, [isOffline]);
  if (!isOffline) return null;
  return (
    <p role="status" className="bg-firefly-soft mb-5 rounded-sm px-3.5 py-2.5 text-base">
      {t('signIn.offline')} <Way to="/help">{t('signIn.offlineHelp')}</Way>
      {hasPlan ? (
        <>
          {' · '}
          <Way to="/help/plan">{t('signIn.offlinePlan')}</Way>
        </>
      ) : null}
    </p>
  );
}

function Way({ to, children }: { to: string; children: string }) {
  return (
    <Link
      to={to}
      className="inline-flex min-h-11 items-center font-medium whitespace-nowrap underline underline-offset-4"
    >
      {children}
    </Link>
  );
}
