import { Check, X } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode, type SubmitEvent } from 'react';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { FormPage, FormSection } from '@/components/FormPage';
import { ProblemNotice } from '@/components/ProblemNotice';
import { PasswordInput } from '@/features/account/components/PasswordInput';
import { isProblem } from '@/lib/api/problem';
import { useSession } from '@/lib/api/session';
import { formatDateTime } from '@/lib/messages/format';
import { t, type PrivacyMessageKey } from '@/lib/messages/privacy';
import { useDeleteAccount } from '../api/erasure';

export function DeleteAccountPage() {
  const eraseAfter = useSession((state) => state.user?.erase_after ?? null);
  const [wasAsked, setAsked] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  // The form goes, and what it did is told at the top.
  useEffect(() => {
    if (!wasAsked || eraseAfter === null) return;
    page.current?.closest('main')?.scrollTo({ top: 0 });
    page.current?.querySelector('h1')?.focus({ preventScroll: true });
  }, [wasAsked, eraseAfter]);
  return (
    <div ref={page}>
      <FormPage title={t('privacy.erase')} text={t('privacy.eraseText')}>
        {eraseAfter ? (
          <div className="bg-firefly-soft mt-7 rounded-lg px-5 py-4">
            <p className="text-base font-medium">
              {t('privacy.eraseScheduled', { date: formatDateTime(eraseAfter) })}
            </p>
            <p className="text-soft mt-1">{t('privacy.eraseScheduledText')}</p>
          </div>
        ) : null}
        <FormSection title={t('privacy.eraseGoes')}>
          <Items
            icon={<X aria-hidden className="text-danger" />}
            texts={[
              'privacy.eraseGoesAccount',
              'privacy.eraseGoesHealth',
              'privacy.eraseGoesSharing',
              'privacy.eraseGoesKey',
            ]}
          />
        </FormSection>
        <FormSection title={t('privacy.eraseStays')}>
          <Items
            icon={<Check aria-hidden className="text-good" />}
            texts={['privacy.eraseStaysAudit', 'privacy.eraseStaysCopies']}
          />
        </FormSection>
        {eraseAfter ? null : <DeleteForm onAsked={() => setAsked(true)} />}
      </FormPage>
    </div>
  );
}

function Items({
  icon,
  texts,
}: {
  icon: ReactNode;
  texts: readonly (PrivacyMessageKey & `privacy.erase${string}`)[];
}) {
  return (
    <ul className="flex flex-col gap-2.5 text-base">
      {texts.map((text) => (
        <li key={text} className="flex items-start gap-3 [&_svg]:mt-1 [&_svg]:size-4 [&_svg]:shrink-0">
          {icon}
          {t(text as 'privacy.eraseGoesKey')}
        </li>
      ))}
    </ul>
  );
}

function DeleteForm({ onAsked }: { onAsked: () => void }) {
  const erase = useDeleteAccount();
  const hasPassword = useSession((state) => state.user?.has_password ?? true);
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const passwordRef = useRef<HTMLInputElement>(null);

  const refuse = (message: string) => {
    setError(message);
    passwordRef.current?.focus();
  };

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (hasPassword && password === '') {
      refuse(t('privacy.erasePasswordMissing'));
      return;
    }
    setError(undefined);
    onAsked();
    erase.mutate(hasPassword ? password : null, {
      onError: (failure) => {
        if (isWrongPassword(failure)) refuse(t('privacy.eraseWrongPassword'));
      },
    });
  };

  return (
    <form
      noValidate
      onSubmit={submit}
      className="border-line mt-9 flex max-w-[26rem] flex-col gap-5 border-t pt-6"
    >
      <p className="text-base">{t('privacy.eraseWhen')}</p>
      {hasPassword ? (
        <PasswordInput
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          error={error}
          inputRef={passwordRef}
        />
      ) : null}
      {erase.isError && error === undefined ? <EraseProblem error={erase.error} /> : null}
      <div className="flex flex-wrap gap-2.5">
        <ButtonLink to="/settings/data" size="touch">
          {t('privacy.eraseCopyFirst')}
        </ButtonLink>
        <Button type="submit" tone="danger" size="touch" isPending={erase.isPending}>
          {erase.isPending ? t('privacy.eraseBusy') : t('privacy.eraseButton')}
        </Button>
      </div>
    </form>
  );
}

function isWrongPassword(error: unknown): boolean {
  return isProblem(error, 'password-required') || isProblem(error, 'wrong-password');
}

function EraseProblem({ error }: { error: unknown }) {
  if (!isProblem(error, 'fresh-sign-in-required')) return <ProblemNotice error={error} />;
  return (
    <div role="alert" className="bg-danger-soft rounded-sm px-3.5 py-3">
      <p className="font-medium">{t('privacy.eraseFreshSignIn')}</p>
      <p className="text-soft mt-0.5">{t('privacy.eraseFreshSignInAdvice')}</p>
    </div>
  );
}
