import { useMutation } from '@tanstack/react-query';
import { ButtonLink } from '@/components/ButtonLink';
import { PlainPage } from '@/components/PlainPage';
import { usePageTitle } from '@/components/usePageTitle';
import { isProblem } from '@/lib/api/problem';
import { t } from '@/lib/messages/signIn';
import { resetPassword } from '../api/mailFlows';
import { useLinkParameters } from '../model/useLinkParameters';
import { AccountCard } from './AccountCard';
import { BrokenLink } from './LinkPage';
import { NewPasswordForm } from './NewPasswordForm';

const askAgain = () => (
  <ButtonLink to="/forgot-password" tone="primary" size="large">
    {t('signIn.linkAskAgain')}
  </ButtonLink>
);

export function ResetPasswordPage() {
  const parameters = useLinkParameters();
  const userId = parameters.get('user');
  const token = parameters.get('token');
  if (userId === null || token === null) return <BrokenLink>{askAgain()}</BrokenLink>;
  return <Reset userId={userId} token={token} />;
}

function Reset({ userId, token }: { userId: string; token: string }) {
  usePageTitle(t('signIn.resetTitle'));
  const reset = useMutation({
    mutationFn: (password: string) => resetPassword(userId, token, password),
    gcTime: 0,
  });
  if (reset.isSuccess) {
    return (
      <PlainPage title={t('signIn.resetDone')} text={t('signIn.resetDoneText')}>
        <ButtonLink to="/sign-in" tone="primary" size="large">
          {t('account.signIn')}
        </ButtonLink>
      </PlainPage>
    );
  }
  if (isLinkRefusal(reset.error)) return <BrokenLink>{askAgain()}</BrokenLink>;
  return (
    <AccountCard title={t('signIn.resetTitle')} text={t('signIn.resetText')}>
      <NewPasswordForm
        label={t('signIn.newPassword')}
        action={t('signIn.resetSave')}
        busyAction={t('signIn.resetSaving')}
        error={reset.error}
        isPending={reset.isPending}
        onPassword={(password) => reset.mutate(password)}
      />
    </AccountCard>
  );
}

/** A refusal of the link, not of the password that came with it. */
export function isLinkRefusal(error: unknown): boolean {
  return (
    isProblem(error) &&
    error.status >= 400 &&
    error.status < 500 &&
    error.status !== 429 &&
    Object.keys(error.fieldErrors).length === 0
  );
}
