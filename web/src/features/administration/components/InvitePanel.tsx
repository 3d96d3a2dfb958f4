import { useRef, useState, type SubmitEvent } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { TextInput } from '@/components/TextInput';
import { showToast } from '@/components/toasts';
import { checkEmail } from '@/features/account/model/accountFields';
import { t } from '@/lib/messages/administration';
import { useInvite } from '../api/invitations';
import { RoleBoxes } from './RoleBoxes';
import { SlideOver } from './SlideOver';

export function InvitePanel({ onClose }: { onClose: () => void }) {
  const invite = useInvite();
  const [email, setEmail] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [roles, setRoles] = useState<string[]>(['person']);
  const [error, setError] = useState<string>();
  const emailRef = useRef<HTMLInputElement>(null);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const complaint = checkEmail(email);
    setError(complaint);
    if (complaint) {
      emailRef.current?.focus();
      return;
    }
    invite.mutate(
      { email: email.trim(), displayName: displayName.trim(), roles },
      {
        onSuccess: () => {
          showToast({ text: t('invite.sent', { email: email.trim() }) });
          onClose();
        },
      },
    );
  };

  return (
    <SlideOver title={t('invite.send')} subtitle={t('invite.text')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="mt-5 flex flex-col gap-4">
        <TextInput
          label={t('invite.email')}
          type="email"
          inputMode="email"
          autoComplete="off"
          isRequired
          autoFocus
          value={email}
          onChange={setEmail}
          error={error}
          inputRef={emailRef}
        />
        <TextInput
          label={t('invite.name')}
          autoComplete="off"
          value={displayName}
          onChange={setDisplayName}
        />
        <RoleBoxes label={t('invite.roles')} value={roles} onChange={setRoles} />
        {invite.isError ? <ProblemNotice error={invite.error} /> : null}
        <Button type="submit" tone="primary" className="self-start" isPending={invite.isPending}>
          {invite.isPending ? t('invite.sendBusy') : t('invite.send')}
        </Button>
      </form>
    </SlideOver>
  );
}
