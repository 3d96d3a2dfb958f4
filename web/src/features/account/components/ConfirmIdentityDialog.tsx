import { useState, type ReactNode, type SubmitEvent } from 'react';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { ProblemNotice } from '@/components/ProblemNotice';
import { Sheet } from '@/components/Sheet';
import { isProblem, type Problem } from '@/lib/api/problem';
import { t } from '@/lib/messages/signIn';
import { useIdentityQuestion, type IdentityQuestion } from '../model/confirmIdentity';
import { PasswordInput } from './PasswordInput';

/** Asks once more who it is. What it is for waits behind it; see `confirmIdentity`. */
export function ConfirmIdentityDialog() {
  const question = useIdentityQuestion((state) => state.question);
  if (!question) return null;
  return (
    <Sheet title={t('signIn.confirmTitle')} width="narrow" isOpen onClose={question.cancel}>
      {question.asks === 'password' ? (
        <PasswordForm question={question} />
      ) : (
        <FreshSignIn question={question} />
      )}
    </Sheet>
  );
}

function PasswordForm({ question }: { question: IdentityQuestion }) {
  const [password, setPassword] = useState('');
  const [isMissing, setMissing] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setMissing(password === '');
    if (password !== '') question.answer(password);
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-soft text-base">{t('signIn.confirmText')}</p>
      {question.error && !isProblem(question.error, 'password-required') ? (
        <ProblemNotice error={question.error} />
      ) : null}
      <PasswordInput
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        autoFocus
        error={isMissing ? t('account.passwordMissing') : wrongPassword(question.error)}
      />
      <Actions question={question}>
        <Button type="submit" tone="primary" size="touch" isPending={question.isChecking}>
          {t('signIn.confirm')}
        </Button>
      </Actions>
    </form>
  );
}

function wrongPassword(error: Problem | null): string | undefined {
  return isProblem(error, 'password-required') ? t('signIn.confirmWrong') : undefined;
}

function FreshSignIn({ question }: { question: IdentityQuestion }) {
  return (
    <div className="flex flex-col gap-4">
      <p className="text-soft text-base">{t('signIn.confirmFresh')}</p>
      <Actions question={question}>
        <ButtonLink to="/sign-in" tone="primary" size="touch">
          {t('signIn.confirmFreshAction')}
        </ButtonLink>
      </Actions>
    </div>
  );
}

function Actions({ question, children }: { question: IdentityQuestion; children: ReactNode }) {
  return (
    <div className="mt-2 flex flex-wrap justify-end gap-2">
      <Button tone="quiet" size="touch" onPress={question.cancel}>
        {t('signIn.cancel')}
      </Button>
      {children}
    </div>
  );
}
