import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '@/components/ButtonLink';
import { PlainPage } from '@/components/PlainPage';
import { updateUser, useSession } from '@/lib/api/session';
import { t } from '@/lib/messages/signIn';
import { verifyEmail } from '../api/mailFlows';
import { useLinkParameters } from '../model/useLinkParameters';
import { BrokenLink, LinkPage } from './LinkPage';

export function VerifyEmailPage() {
  const parameters = useLinkParameters();
  const userId = parameters.get('user');
  const token = parameters.get('token');
  if (userId === null || token === null) return <BrokenLink />;
  return <Verification userId={userId} token={token} />;
}

function Verification({ userId, token }: { userId: string; token: string }) {
  // A query, though it changes something: it runs once, however often the page is drawn.
  const verification = useQuery({
    queryKey: ['verify-email', userId],
    queryFn: async () => {
      await verifyEmail(userId, token);
      if (useSession.getState().user?.id === userId) updateUser({ email_verified: true });
      return true;
    },
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <LinkPage busyText={t('signIn.verifying')} isPending={verification.isPending} error={verification.error}>
      <PlainPage title={t('signIn.verified')} text={t('signIn.verifiedText')}>
        <ButtonLink to="/" tone="primary" size="large">
          {t('signIn.goOn')}
        </ButtonLink>
      </PlainPage>
    </LinkPage>
  );
}
