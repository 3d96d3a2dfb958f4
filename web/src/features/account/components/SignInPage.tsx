import { useRef, useState, type SubmitEvent } from 'react';
import { Link, useLocation } from 'react-router';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { TextInput } from '@/components/TextInput';
import { usePageTitle } from '@/components/usePageTitle';
import { isProblem } from '@/lib/api/problem';
import { t } from '@/lib/messages/t';
import { useSignIn } from '../api/signIn';
import { checkEmail, fieldErrorsOf, type FieldErrors } from '../model/accountFields';
import { AccountCard } from './AccountCard';
import { PasswordInput } from './PasswordInput';

export function SignInPage() {
  usePageTitle(t('account.signIn'));
  const location = useLocation();
  const signIn = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const emailRef = useRef<HTMLInputElement>(null);
  const passwordRef = useRef<HTMLInputElement>(null);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const found: FieldErrors = {};
    const emailError = checkEmail(email);
    if (emailError) found.email = emailError;
    if (password === '') found.password = t('account.passwordMissing');
    setErrors(found);
    if (found.email) emailRef.current?.focus();
    else if (found.password) passwordRef.current?.focus();
    else
      signIn.mutate(
        { email: email.trim(), password },
        { onError: (error) => setErrors(fieldErrorsOf(error)) },
      );
  };

  return (
    <AccountCard
      title={t('account.signInTitle')}
      footer={
        <>
          {t('account.haveNone')}{' '}
          <Link
            to="/register"
            state={location.state as unknown}
            className="text-accent-strong font-medium underline"
          >
            {t('account.register')}
          </Link>
        </>
      }
    >
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        {signIn.isError && Object.keys(errors).length === 0 ? <SignInProblem error={signIn.error} /> : null}
        <TextInput
          label={t('account.email')}
          name="email"
          type="email"
          inputMode="email"
          autoComplete="username"
          isRequired
          value={email}
          onChange={setEmail}
          error={errors.email}
          inputRef={emailRef}
        />
        <PasswordInput
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          error={errors.password}
          inputRef={passwordRef}
        />
        <Button type="submit" tone="primary" size="large" isPending={signIn.isPending} className="mt-2">
          {signIn.isPending ? t('account.signInBusy') : t('account.signIn')}
        </Button>
      </form>
    </AccountCard>
  );
}

function SignInProblem({ error }: { error: unknown }) {
  if (!isProblem(error, 'wrong-credentials')) return <ProblemNotice error={error} />;
  return (
    <div role="alert" className="bg-danger-soft rounded-sm px-3.5 py-3">
      <p className="font-medium">{t('account.wrongCredentials')}</p>
      <p className="text-soft mt-0.5">{t('account.wrongCredentialsAdvice')}</p>
    </div>
  );
}
