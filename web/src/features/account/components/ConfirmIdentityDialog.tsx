import { useMutation } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { useLocation } from 'react-router';
import { Button } from '@/components/Button';
import { buttonClass } from '@/components/buttonStyle';
import { ProblemNotice } from '@/components/ProblemNotice';
import { Sheet } from '@/components/Sheet';
import { TextInput } from '@/components/TextInput';
import { isProblem } from '@/lib/api/problem';
import { t } from '@/lib/messages/signIn';
import { canUsePasskeys, isPasskeyRefusal } from '@/lib/webauthn/passkey';
import { useServerStatus } from '../api/getStatus';
import { signInWithPasskey } from '../api/signInWithPasskey';
import { useIdentityQuestion, type IdentityQuestion } from '../model/confirmIdentity';
import { PasswordInput } from './PasswordInput';

/** Asks once more who it is. What it is for waits behind it; see `confirmIdentity`. */
export function ConfirmIdentityDialog() {
  const question = useIdentityQuestion((state) => state.question);
  if (!question) return null;
  return (
    <Sheet title={t('signIn.confirmTitle')} width="narrow" isOpen onClose={question.cancel}>
      {question.asks === 'fresh-sign-in' ? (
        <FreshSignIn question={question} />
      ) : (
        <AnswerForm key={question.asks} question={question} asks={question.asks} />
      )}
    </Sheet>
  );
}

const texts = {
  password: {
    text: 'signIn.confirmText',
    missing: 'account.passwordMissing',
    wrong: 'signIn.confirmWrong',
    refusal: 'password-required',
  },
  code: {
    text: 'signIn.confirmCode',
    missing: 'signIn.confirmCodeMissing',
    wrong: 'signIn.confirmCodeWrong',
    refusal: 'mfa-wrong',
  },
} as const;

function AnswerForm({ question, asks }: { question: IdentityQuestion; asks: 'password' | 'code' }) {
  const [answer, setAnswer] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { text, missing, wrong, refusal } = texts[asks];
  const isWrong = isProblem(question.error, refusal);
  const error = isMissing ? t(missing) : isWrong ? t(wrong) : undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setMissing(answer.trim() === '');
    if (answer.trim() !== '') question.answer(answer);
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-soft text-base">{t(text)}</p>
      {question.error && !isWrong ? <ProblemNotice error={question.error} /> : null}
      {asks === 'password' ? (
        <PasswordInput
          value={answer}
          onChange={setAnswer}
          autoComplete="current-password"
          autoFocus
          error={error}
        />
      ) : (
        <TextInput
          label={t('signIn.confirmCodeLabel')}
          name="code"
          autoComplete="one-time-code"
          autoFocus
          spellCheck="false"
          value={answer}
          onChange={setAnswer}
          error={error}
        />
      )}
      <Actions question={question}>
        <Button type="submit" tone="primary" size="touch" isPending={question.isChecking}>
          {t('signIn.confirm')}
        </Button>
      </Actions>
    </form>
  );
}

/** An account without a password proves itself by signing in again, the way it does. */
function FreshSignIn({ question }: { question: IdentityQuestion }) {
  const provider = useServerStatus().data?.oidc?.name;
  const { pathname, search } = useLocation();
  const passkey = useMutation({
    mutationFn: () => signInWithPasskey({ suggest: false, signal: new AbortController().signal }),
    onSuccess: () => question.answer('signed in again'),
  });
  return (
    <div className="flex flex-col gap-4">
      <p className="text-soft text-base">{t('signIn.confirmFresh')}</p>
      {passkey.isError && !isPasskeyRefusal(passkey.error) ? <ProblemNotice error={passkey.error} /> : null}
      {canUsePasskeys() ? (
        <Button
          tone="primary"
          size="large"
          isPending={passkey.isPending || question.isChecking}
          onPress={() => passkey.mutate()}
        >
          <KeyRound aria-hidden className="size-4.5" />
          {t('signIn.passkey')}
        </Button>
      ) : null}
      {provider ? (
        <a
          href={`/v1/auth/oidc/start?return_to=${encodeURIComponent(pathname + search)}`}
          className={buttonClass('secondary', 'large', false)}
        >
          {t('signIn.continueWith', { provider })}
        </a>
      ) : null}
      <Actions question={question} />
    </div>
  );
}

function Actions({ question, children }: { question: IdentityQuestion; children?: ReactNode }) {
  return (
    <div className="mt-2 flex flex-wrap justify-end gap-2">
      <Button tone="quiet" size="touch" onPress={question.cancel}>
        {t('signIn.cancel')}
      </Button>
      {children}
    </div>
  );
}
