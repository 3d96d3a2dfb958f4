import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { Button } from '@/components/Button';
import { FormSection } from '@/components/FormPage';
import { ProblemNotice } from '@/components/ProblemNotice';
import { PasswordInput } from '@/features/account/components/PasswordInput';
import { PasswordLength } from '@/features/account/components/PasswordLength';
import { checkNewPassword } from '@/features/account/model/accountFields';
import { confirmIdentity } from '@/features/account/model/confirmIdentity';
import { isProblem } from '@/lib/api/problem';
import { updateUser, useSession } from '@/lib/api/session';
import { t } from '@/lib/messages/security';
import { changePassword } from '../api/passwordAndEmail';

export function PasswordSection() {
  const hasPassword = useSession((state) => state.user?.has_password ?? true);
  const [step, setStep] = useState<'closed' | 'open' | 'saved'>('closed');
  return (
    <FormSection
      title={t('security.password')}
      text={t(hasPassword ? 'security.passwordText' : 'security.passwordNone')}
    >
      <p role="status" className="text-good text-sm font-medium empty:hidden">
        {step === 'saved' ? t('security.passwordSaved') : ''}
      </p>
      {step === 'open' ? (
        <PasswordForm hasPassword={hasPassword} onDone={(saved) => setStep(saved ? 'saved' : 'closed')} />
      ) : (
        <Button size="touch" className={step === 'saved' ? 'mt-3' : ''} onPress={() => setStep('open')}>
          {t(hasPassword ? 'security.passwordChange' : 'security.passwordSet')}
        </Button>
      )}
    </FormSection>
  );
}

function PasswordForm({ hasPassword, onDone }: { hasPassword: boolean; onDone: (saved: boolean) => void }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const change = useMutation({
    mutationFn: () =>
      hasPassword ? changePassword(current, next) : confirmIdentity(() => changePassword(null, next)),
    onSuccess: () => {
      updateUser({ has_password: true });
      onDone(true);
    },
    gcTime: 0,
  });
  const isWrong = isProblem(change.error, 'password-required');
  const refused = isProblem(change.error) ? change.error.fieldErrors.new_password?.[0] : undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setWasSent(true);
    const isComplete = (!hasPassword || current !== '') && checkNewPassword(next) === undefined;
    if (isComplete) change.mutate();
  };
  const missing = wasSent && current === '' ? t('account.passwordMissing') : undefined;
  return (
    <form noValidate onSubmit={submit} className="flex max-w-md flex-col gap-4">
      {change.isError && !isWrong && refused === undefined ? <ProblemNotice error={change.error} /> : null}
      {hasPassword ? (
        <PasswordInput
          label={t('security.passwordCurrent')}
          value={current}
          onChange={setCurrent}
          autoComplete="current-password"
          autoFocus
          error={missing ?? (isWrong ? t('security.passwordWrong') : undefined)}
        />
      ) : null}
      <PasswordInput
        label={t('security.passwordNew')}
        value={next}
        onChange={setNext}
        autoComplete="new-password"
        hint={<PasswordLength password={next} />}
        error={wasSent ? (checkNewPassword(next) ?? refused) : undefined}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="primary" size="touch" isPending={change.isPending}>
          {t(change.isPending ? 'security.passwordSaving' : 'security.passwordSave')}
        </Button>
        <Button tone="quiet" size="touch" onPress={() => onDone(false)}>
          {t('security.cancel')}
        </Button>
      </div>
    </form>
  );
}
