import { useRef, useState, type SubmitEvent } from 'react';
import { Link, useLocation } from 'react-router';
import { Button } from '@/components/Button';
import { buttonClass } from '@/components/buttonStyle';
import { ProblemNotice } from '@/components/ProblemNotice';
import { TextInput } from '@/components/TextInput';
import { usePageTitle } from '@/components/usePageTitle';
import { isProblem } from '@/lib/api/problem';
import { t } from '@/lib/messages/signIn';
import { useServerStatus } from '../api/getStatus';
import { useSignIn, type Credentials } from '../api/signIn';
import { checkEmail, fieldErrorsOf, type FieldErrors } from '../model/accountFields';
import { returnPathOf } from '../model/returnPath';
import { AccountCard } from './AccountCard';
import { OfflineHere } from './OfflineHere';
import { PasskeySignIn } from './PasskeySignIn';
import { PasswordInput } from './PasswordInput';
import { SecondStep } from './SecondStep';
import { WhyHere } from './WhyHere';

export function SignInPage() {
  usePageTitle(t('account.signIn'));
  const signIn = useSignIn();
  // The right password, until the second step has been taken or left.
  const [halfway, setHalfway] = useState<Credentials | null>(null);

  const attempt = (credentials: Credentials) =>
    signIn.mutate(credentials, {
      onError: (error) => (isProblem(error, 'mfa-required') ? setHalfway(credentials) : undefined),
    });

  if (halfway) {
    return (
      <SecondStep
        error={signIn.error}
        isPending={signIn.isPending}
        onCode={(mfaCode) => attempt({ ...halfway, mfaCode })}
        onBack={() => {
          signIn.reset();
          setHalfway(null);
        }}
      />
    );
  }
  return <FirstStep error={signIn.error} isPending={signIn.isPending} onSubmit={attempt} />;
}

interface FirstStepProps {
  error: unknown;
  isPending: boolean;
  onSubmit: (credentials: Credentials) => void;
}

function FirstStep(props: FirstStepProps) {
  const location = useLocation();
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
      <WhyHere />
      <OfflineHere hasFailed={isProblem(props.error, 'offline')} />
      <PasswordForm {...props} />
      <OtherWays />
    </AccountCard>
  );
}

function PasswordForm({ error, isPending, onSubmit }: FirstStepProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<FieldErrors>({});
  const emailRef = useRef<HTMLInputElement>(null);
  const passwordRef = useRef<HTMLInputElement>(null);
  const errors = { ...fieldErrorsOf(error), ...missing };

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const found: FieldErrors = {};
    const emailError = checkEmail(email);
    if (emailError) found.email = emailError;
    if (password === '') found.password = t('account.passwordMissing');
    setMissing(found);
    if (found.email) emailRef.current?.focus();
    else if (found.password) passwordRef.current?.focus();
    else onSubmit({ email: email.trim(), password });
  };

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {error && Object.keys(errors).length === 0 ? <SignInProblem error={error} /> : null}
      <TextInput
        label={t('account.email')}
        name="email"
        type="email"
        inputMode="email"
        // "webauthn": browsers list passkeys among the suggestions of this field.
        autoComplete="username webauthn"
        isRequired
        value={email}
        onChange={setEmail}
        error={errors.email}
        inputRef={emailRef}
      />
      <div>
        <PasswordInput
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          error={errors.password}
          inputRef={passwordRef}
        />
        <Link
          to="/forgot-password"
          state={{ email: email.trim() }}
          className="text-soft hover:text-ink inline-flex min-h-11 items-center text-sm underline"
        >
          {t('signIn.forgot')}
        </Link>
      </div>
      <Button type="submit" tone="primary" size="large" isPending={isPending}>
        {isPending ? t('account.signInBusy') : t('account.signIn')}
      </Button>
    </form>
  );
}

function OtherWays() {
  const provider = useServerStatus().data?.oidc?.name;
  const returnTo = returnPathOf(useLocation()) ?? '/';
  return (
    <div className="mt-3 flex flex-col gap-3">
      <PasskeySignIn />
      {provider ? (
        <a
          href={`/v1/auth/oidc/start?return_to=${encodeURIComponent(returnTo)}`}
          className={buttonClass('secondary', 'large', false)}
        >
          {t('signIn.continueWith', { provider })}
        </a>
      ) : null}
    </div>
  );
}

function SignInProblem({ error }: { error: unknown }) {
  const disabled = isProblem(error, 'account-disabled');
  if (!disabled && !isProblem(error, 'wrong-credentials')) return <ProblemNotice error={error} />;
  return (
    <div role="alert" className="bg-danger-soft rounded-sm px-3.5 py-3">
      <p className="font-medium">{t(disabled ? 'signIn.disabled' : 'account.wrongCredentials')}</p>
      <p className="text-soft mt-0.5">
        {t(disabled ? 'signIn.disabledAdvice' : 'account.wrongCredentialsAdvice')}
      </p>
    </div>
  );
}
