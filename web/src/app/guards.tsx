import { useEffect } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { Button } from '@/components/Button';
import { PlainPage } from '@/components/PlainPage';
import { resumeSession, useSession } from '@/lib/api/session';
import { t } from '@/lib/messages/t';

interface ReturnState {
  from?: string;
}

/** Pages of someone signed in; others sign in first and come back to the same address. */
export function SignedInOnly() {
  const status = useSession((state) => state.status);
  const hasLeft = useSession((state) => state.hasLeft);
  const { pathname, search } = useLocation();
  if (status === 'starting') return null;
  if (status === 'unreachable') return <Unreachable />;
  if (status === 'signed-out' && hasLeft) return <Navigate to="/" replace />;
  if (status === 'signed-out') {
    return <Navigate to="/sign-in" replace state={{ from: pathname + search } satisfies ReturnState} />;
  }
  return <Outlet />;
}

/** Sign-in pages; someone signed in already goes where they wanted to. */
export function SignedOutOnly() {
  const status = useSession((state) => state.status);
  const from = (useLocation().state as ReturnState | null)?.from;
  if (status === 'starting') return null;
  if (status === 'signed-in') return <Navigate to={from ?? '/recordings'} replace />;
  return <Outlet />;
}

function Unreachable() {
  useEffect(() => {
    const resume = () => void resumeSession();
    window.addEventListener('online', resume);
    return () => window.removeEventListener('online', resume);
  }, []);
  return (
    <PlainPage title={t('problem.offline')} text={t('problem.offlineAdvice')}>
      <Button tone="primary" onPress={() => void resumeSession()}>
        {t('app.tryAgain')}
      </Button>
    </PlainPage>
  );
}
