import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { Link, useLocation } from 'react-router';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { ProblemNotice } from '@/components/ProblemNotice';
import { TextInput } from '@/components/TextInput';
import { usePageTitle } from '@/components/usePageTitle';
import { t } from '@/lib/messages/signIn';
import { useServerStatus } from '../api/getStatus';
import { forgotPassword } from '../api/mailFlows';
import { checkEmail } from '../model/accountFields';
import { AccountCard } from './AccountCard';

const footer = () => (
  <Link to="/sign-in" className="text-accent-strong font-medium underline">
    {t('signIn.backToSignIn')}
  </Link>
);

export function ForgotPasswordPage() {
  const typed = (useLocation().state as { email?: string } | null)?.email ?? '';
  const [email, setEmail] = useState(typed);
  const [error, setError] = useState<string>();
  const sendsMail = useServerStatus().data?.mail_enabled !== false;
  const send = useMutation({ mutationFn: (address: string) => forgotPassword(address) });
  usePageTitle(t('signIn.forgotTitle'));

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const found = checkEmail(email);
    setError(found);
    if (found === undefined) send.mutate(email.trim());
  };

  if (send.isSuccess) {
    return (
      <AccountCard
        title={t(sendsMail ? 'signIn.forgotDone' : 'signIn.forgotDoneNoMail')}
        text={t(sendsMail ? 'signIn.forgotDoneText' : 'signIn.forgotDoneNoMailText', { email: email.trim() })}
      >
        <ButtonLink to="/sign-in" size="large" tone="primary">
          {t('signIn.backToSignIn')}
        </ButtonLink>
      </AccountCard>
    );
  }
  return (
    <AccountCard title={t('signIn.forgotTitle')} text={t('signIn.forgotText')} footer={footer()}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        {send.isError ? <ProblemNotice error={send.error} /> : null}
        <TextInput
          label={t('account.email')}
          name="email"
          type="email"
          inputMode="email"
          autoComplete="username"
          isRequired
          value={email}
          onChange={setEmail}
          error={error}
        />
        <Button type="submit" tone="primary" size="large" isPending={send.isPending} className="mt-2">
          {t(send.isPending ? 'signIn.forgotSending' : 'signIn.forgotSend')}
        </Button>
      </form>
    </AccountCard>
  );
}
