import { useEffect } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { Button } from '@/components/Button';
import { PlainPage } from '@/components/PlainPage';
import { returnPathOf, type ReturnState } from '@/features/account/model/returnPath';
import { resumeSession, useSession } from '@/lib/api/session';
import { homeOf } from '@/lib/home';
import { t } from '@/lib/messages/t';
import { NotFoundPage } from './NotFoundPage';
import { isAdministrator } from './workspaces';

/** Pages of someone signed in; others sign in first and come back to the same address. */
export function SignedInOnly() {
  return <Known />;
}

/** Pages that also work while the server cannot be reached, from what this device keeps. */
export function SignedInOrOffline() {
  return <Known worksOffline />;
}

function Known({ worksOffline = false }: { worksOffline?: boolean }) {
  const status = useSession((state) => state.status);
  const signedOutBy = useSession((state) => state.signedOutBy);
  const { pathname, search, hash } = useLocation();
  if (status === 'starting') return null;
  if (status === 'unreachable') return worksOffline ? <Offline /> : <Unreachable />;
  if (status === 'signed-out' && signedOutBy === 'person') return <Navigate to="/" replace />;
  if (status === 'signed-out') {
    return (
      <Navigate to="/sign-in" replace state={{ from: pathname + search + hash } satisfies ReturnState} />
    );
  }
  return <Outlet />;
}

/** Sign-in pages; someone signed in already goes where they wanted to. */
export function SignedOutOnly() {
  const { status, user } = useSession();
  const from = returnPathOf(useLocation());
  if (status === 'starting') return null;
  if (user) return <Navigate to={from ?? homeOf(user)} replace />;
  return <Outlet />;
}

/** For everybody else these pages do not exist. */
export function AdministratorsOnly() {
  const user = useSession((state) => state.user);
  return user && isAdministrator(user) ? <Outlet /> : <NotFoundPage />;
}

function useResumeWhenOnline(): void {
  useEffect(() => {
    const resume = () => void resumeSession();
    window.addEventListener('online', resume);
    return () => window.removeEventListener('online', resume);
  }, []);
}

function Offline() {
  useResumeWhenOnline();
  return <Outlet />;
}

function Unreachable() {
  useResumeWhenOnline();
  return (
    <PlainPage title={t('problem.offline')} text={t('problem.offlineAdvice')}>
      <Button tone="primary" onPress={() => void resumeSession()}>
        {t('app.tryAgain')}
      </Button>
    </PlainPage>
  );
}
