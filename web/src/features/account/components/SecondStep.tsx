import { useState, type SubmitEvent } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { TextInput } from '@/components/TextInput';
import { isProblem } from '@/lib/api/problem';
import { t } from '@/lib/messages/signIn';
import { AccountCard } from './AccountCard';

interface Props {
  error: unknown;
  isPending: boolean;
  onCode: (code: string) => void;
  onBack: () => void;
}

/** The password was right; now the six digits of the authenticator, or a code kept for the day it is lost. */
export function SecondStep({ error, isPending, onCode, onBack }: Props) {
  const [usesRecovery, setUsesRecovery] = useState(false);
  const [code, setCode] = useState('');
  const [isMissing, setMissing] = useState(false);
  const isWrong = isProblem(error, 'mfa-wrong');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const plain = code.replace(/\s/g, '');
    const isShort = usesRecovery ? plain === '' : !/^\d{6}$/.test(plain);
    setMissing(isShort);
    if (!isShort) onCode(plain);
  };
  const missing = usesRecovery ? t('signIn.recoveryMissing') : t('signIn.codeMissing');
  return (
    <AccountCard
      title={t('signIn.codeTitle')}
      text={t(usesRecovery ? 'signIn.recoveryText' : 'signIn.codeText')}
      footer={
        <Button tone="quiet" size="touch" className="-ml-4" onPress={onBack}>
          {t('signIn.codeBack')}
        </Button>
      }
    >
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        {error && !isWrong && !isProblem(error, 'mfa-required') ? <ProblemNotice error={error} /> : null}
        <TextInput
          // Another field, not another meaning of the same one: it starts empty and takes the focus.
          key={String(usesRecovery)}
          label={t(usesRecovery ? 'signIn.recoveryCode' : 'signIn.code')}
          name="code"
          autoFocus
          autoComplete={usesRecovery ? 'off' : 'one-time-code'}
          inputMode={usesRecovery ? 'text' : 'numeric'}
          spellCheck="false"
          value={code}
          onChange={setCode}
          error={
            isMissing
              ? missing
              : isWrong
                ? t(usesRecovery ? 'signIn.recoveryWrong' : 'signIn.codeWrong')
                : undefined
          }
        />
        <Button type="submit" tone="primary" size="large" isPending={isPending} className="mt-2">
          {isPending ? t('account.signInBusy') : t('account.signIn')}
        </Button>
        <Button
          tone="quiet"
          size="touch"
          onPress={() => {
            setUsesRecovery(!usesRecovery);
            setCode('');
            setMissing(false);
          }}
        >
          {t(usesRecovery ? 'signIn.useCode' : 'signIn.useRecovery')}
        </Button>
      </form>
    </AccountCard>
  );
}
