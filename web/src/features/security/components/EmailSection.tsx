import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type SubmitEvent } from 'react';
import { Button } from '@/components/Button';
import { FormSection } from '@/components/FormPage';
import { ProblemNotice } from '@/components/ProblemNotice';
import { TextInput } from '@/components/TextInput';
import { checkEmail, fieldErrorsOf } from '@/features/account/model/accountFields';
import { confirmIdentity } from '@/features/account/model/confirmIdentity';
import { useSession } from '@/lib/api/session';
import { t } from '@/lib/messages/security';
import { changeEmail } from '../api/passwordAndEmail';

export function EmailSection() {
  const user = useSession((state) => state.user);
  const [isOpen, setOpen] = useState(false);
  const [sentTo, setSentTo] = useState<string | null>(null);
  return (
    <FormSection title={t('security.email')}>
      <p className="text-base [overflow-wrap:anywhere]">
        {t('security.emailNow', { email: user?.email ?? '' })}
        {user?.email_verified === false ? (
          <span className="text-firefly-ink"> {t('security.emailUnverified')}</span>
        ) : null}
      </p>
      <p role="status" className="text-good mt-1 text-sm font-medium empty:hidden">
        {sentTo === null ? '' : t('security.emailSent', { email: sentTo })}
      </p>
      {isOpen ? (
        <EmailForm
          onDone={(email) => {
            setOpen(false);
            setSentTo(email);
          }}
        />
      ) : (
        <Button size="touch" className="mt-3" onPress={() => setOpen(true)}>
          {t('security.emailChange')}
        </Button>
      )}
    </FormSection>
  );
}

function EmailForm({ onDone }: { onDone: (email: string | null) => void }) {
  const [email, setEmail] = useState('');
  const [invalid, setInvalid] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const change = useMutation({
    mutationFn: (address: string) => confirmIdentity((password) => changeEmail(address, password)),
    onSuccess: (_, address) => onDone(address),
    gcTime: 0,
  });
  const fromServer = fieldErrorsOf(change.error).email;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const found = checkEmail(email);
    setInvalid(found);
    if (found === undefined) change.mutate(email.trim());
    else field.current?.focus();
  };
  return (
    <form noValidate onSubmit={submit} className="mt-4 flex max-w-md flex-col gap-4">
      {change.isError && fromServer === undefined ? <ProblemNotice error={change.error} /> : null}
      <TextInput
        label={t('security.emailNew')}
        name="email"
        type="email"
        inputMode="email"
        autoComplete="email"
        autoFocus
        value={email}
        onChange={setEmail}
        error={invalid ?? fromServer}
        inputRef={field}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="primary" size="touch" isPending={change.isPending}>
          {t('security.emailSend')}
        </Button>
        <Button tone="quiet" size="touch" onPress={() => onDone(null)}>
          {t('security.cancel')}
        </Button>
      </div>
    </form>
  );
}
