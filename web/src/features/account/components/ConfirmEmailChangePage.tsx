import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '@/components/ButtonLink';
import { PlainPage } from '@/components/PlainPage';
import { updateUser, useSession } from '@/lib/api/session';
import { t } from '@/lib/messages/signIn';
import { confirmEmailChange } from '../api/mailFlows';
import { useLinkParameters } from '../model/useLinkParameters';
import { BrokenLink, LinkPage } from './LinkPage';

export function ConfirmEmailChangePage() {
  const parameters = useLinkParameters();
  const userId = parameters.get('user');
  const email = parameters.get('email');
  const token = parameters.get('token');
  if (userId === null || email === null || token === null) return <BrokenLink />;
  return <Change userId={userId} email={email} token={token} />;
}

function Change({ userId, email, token }: { userId: string; email: string; token: string }) {
  // A query, though it changes something: it runs once, however often the page is drawn.
  const change = useQuery({
    queryKey: ['confirm-email-change', userId],
    queryFn: async () => {
      await confirmEmailChange(userId, email, token);
      if (useSession.getState().user?.id === userId) updateUser({ email, email_verified: true });
      return true;
    },
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <LinkPage busyText={t('signIn.verifying')} isPending={change.isPending} error={change.error}>
      <PlainPage title={t('signIn.emailChanged')} text={t('signIn.emailChangedText')}>
        <ButtonLink to="/" tone="primary" size="large">
          {t('signIn.goOn')}
        </ButtonLink>
      </PlainPage>
    </LinkPage>
  );
}
