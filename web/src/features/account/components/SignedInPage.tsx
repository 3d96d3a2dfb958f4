import { useQuery } from '@tanstack/react-query';
import { Navigate, useSearchParams } from 'react-router';
import { PlainPage } from '@/components/PlainPage';
import { ProgressLine } from '@/components/ProgressLine';
import { resumeAfterExternalSignIn } from '@/lib/api/session';
import { t } from '@/lib/messages/signIn';
import { ownPath } from '../model/returnPath';

/** Where someone lands after signing in with another provider: the session is in the cookie by now. */
export function SignedInPage() {
  const [query] = useSearchParams();
  const resume = useQuery({
    queryKey: ['signed-in'],
    queryFn: resumeAfterExternalSignIn,
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  if (resume.isPending) {
    return (
      <PlainPage title={t('signIn.finishing')}>
        <ProgressLine label={t('signIn.finishing')} className="animate-late w-full max-w-60" />
      </PlainPage>
    );
  }
  if (resume.data !== true) return <Navigate to="/sign-in?problem=external-sign-in-failed" replace />;
  return <Navigate to={ownPath(query.get('return_to')) ?? '/'} replace />;
}
