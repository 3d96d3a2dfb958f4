import { useRef, useState, type SubmitEvent } from 'react';
import { Link, Navigate, useLocation } from 'react-router';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { TextInput } from '@/components/TextInput';
import { usePageTitle } from '@/components/usePageTitle';
import { useSession } from '@/lib/api/session';
import { homeOf } from '@/lib/home';
import { t } from '@/lib/messages/t';
import { useServerStatus } from '../api/getStatus';
import { useRegister } from '../api/register';
import { checkEmail, checkNewPassword, fieldErrorsOf, type FieldErrors } from '../model/accountFields';
import { returnPathOf, type ReturnState } from '../model/returnPath';
import { AccountCard } from './AccountCard';
import { PasswordInput } from './PasswordInput';
import { PasswordLength } from './PasswordLength';

type Register = ReturnType<typeof useRegister>;

export function RegisterPage() {
  usePageTitle(t('account.register'));
  const register = useRegister();
  const { status: session, user } = useSession();
  const from = returnPathOf(useLocation());
  // Someone new is welcomed and asked two optional things first; someone signed in already has nothing to do here.
  if (register.isSuccess) return <Navigate to="/about-you" replace state={{ from } satisfies ReturnState} />;
  if (session === 'starting' || (register.isPending && session === 'signed-in')) return null;
  if (user) return <Navigate to={from ?? homeOf(user)} replace />;
  return <Registration register={register} />;
}

function Registration({ register }: { register: Register }) {
  const location = useLocation();
  const status = useServerStatus();
  const isClosed = status.data?.registration_enabled === false;
  return (
    <AccountCard
      title={t('account.registerTitle')}
      text={isClosed ? t('account.registerClosed') : t('account.registerText')}
      footer={
        <>
          {t('account.haveOne')}{' '}
          <Link
            to="/sign-in"
            state={location.state as unknown}
            className="text-accent-strong font-medium underline"
          >
            {t('account.signIn')}
          </Link>
        </>
      }
    >
      {isClosed ? null : <RegisterForm register={register} />}
    </AccountCard>
  );
}

function RegisterForm({ register }: { register: Register }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const emailRef = useRef<HTMLInputElement>(null);
  const passwordRef = useRef<HTMLInputElement>(null);

  const show = (found: FieldErrors) => {
    setErrors(found);
    if (found.email) emailRef.current?.focus();
    else if (found.password) passwordRef.current?.focus();
  };

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const emailError = checkEmail(email);
    const passwordError = checkNewPassword(password);
    const found = {
      ...(emailError && { email: emailError }),
      ...(passwordError && { password: passwordError }),
    };
    show(found);
    if (Object.keys(found).length > 0) return;
    register.mutate(
      { email: email.trim(), password, displayName: displayName.trim() },
      { onError: (error) => show(fieldErrorsOf(error)) },
    );
  };

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {register.isError && Object.keys(errors).length === 0 ? <ProblemNotice error={register.error} /> : null}
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
        autoComplete="new-password"
        hint={<PasswordLength password={password} />}
        error={errors.password}
        inputRef={passwordRef}
      />
      <TextInput
        label={t('account.displayName')}
        name="name"
        autoComplete="name"
        value={displayName}
        onChange={setDisplayName}
        hint={t('account.displayNameHint')}
        error={errors.displayName}
      />
      <Button type="submit" tone="primary" size="large" isPending={register.isPending} className="mt-2">
        {register.isPending ? t('account.registerBusy') : t('account.register')}
      </Button>
    </form>
  );
}
