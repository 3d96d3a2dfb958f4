import { useRef, useState, type SubmitEvent } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { TextInput } from '@/components/TextInput';
import { showToast } from '@/components/toasts';
import { checkEmail } from '@/features/account/model/accountFields';
import { isProblem } from '@/lib/api/problem';
import { t } from '@/lib/messages/privacy';
import { useDraft } from '@/lib/useDraft';
import { useConsents } from '../api/consents';
import { useInviteTherapist, useOfferedSections } from '../api/shares';
import { therapistSharing } from '../model/consent';
import { expiresAt, onlyOffered, type ExpiryChoice, type Scopes } from '../model/share';
import { ExpiryChoices } from './ExpiryChoices';
import { ScopeChoices } from './ScopeChoices';

interface NewInvitation {
  email: string;
  scopes: Scopes;
  expiry: ExpiryChoice;
}

/** A new invitation begun and not sent is the one of no address. */
export const draftName = (email: string) => `share.${email}`;

interface Props {
  email: string;
  scopes: Scopes;
  onDone: () => void;
}

export function InviteTherapist({ email: firstEmail, scopes: firstScopes, onDone }: Props) {
  const invite = useInviteTherapist();
  const consents = useConsents();
  const offered = useOfferedSections().data;
  const consent = consents.data?.find(({ purpose }) => purpose === therapistSharing);
  const [written, setWritten, dropDraft] = useDraft<NewInvitation>(draftName(firstEmail), {
    email: firstEmail,
    scopes: firstScopes,
    expiry: 'quarter',
  });
  const { email, scopes, expiry } = written;
  const [errors, setErrors] = useState<{ email?: string; scopes?: string }>({});
  const emailRef = useRef<HTMLInputElement>(null);

  const leave = () => {
    dropDraft();
    onDone();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!consent) return;
    const chosen = onlyOffered(scopes, offered);
    const emailError = checkEmail(email);
    const found = {
      ...(emailError && { email: emailError }),
      ...(Object.values(chosen).some(Boolean) ? {} : { scopes: t('sharing.inviteNoScope') }),
    };
    setErrors(found);
    if (emailError) emailRef.current?.focus();
    if (Object.keys(found).length > 0) return;
    invite.mutate(
      {
        email: email.trim(),
        scopes: chosen,
        expiresAt: expiresAt(expiry, new Date()),
        consentVersion: consent.version,
      },
      {
        onSuccess: () => {
          showToast({ text: t('sharing.inviteSent', { email: email.trim() }) });
          leave();
        },
        onError: (error) => {
          const complaint = emailComplaint(error);
          if (complaint) setErrors({ email: complaint });
        },
      },
    );
  };

  return (
    <form
      noValidate
      onSubmit={submit}
      aria-label={t('sharing.invite')}
      className="border-line bg-raised animate-arrive flex flex-col gap-6 rounded-lg border p-5 sm:p-6"
    >
      <h2 className="font-serif text-lg font-medium">{t('sharing.invite')}</h2>
      <TextInput
        label={t('sharing.inviteEmail')}
        hint={t('sharing.inviteEmailHint')}
        type="email"
        inputMode="email"
        autoComplete="off"
        isRequired
        autoFocus
        value={email}
        onChange={(changed) => setWritten({ ...written, email: changed })}
        error={errors.email}
        inputRef={emailRef}
      />
      <ScopeChoices
        value={scopes}
        onChange={(changed) => setWritten({ ...written, scopes: changed })}
        error={errors.scopes}
      />
      <ExpiryChoices
        value={expiry}
        onChange={(choice) => setWritten({ ...written, expiry: choice === 'keep' ? 'quarter' : choice })}
      />
      {consent && (!consent.granted || consent.needs_renewal) ? (
        <div className="bg-sunken rounded-sm px-4 py-3.5">
          <p className="font-medium">{t('sharing.inviteConsent')}</p>
          <p className="mt-1 font-serif text-base whitespace-pre-line">{consent.text}</p>
        </div>
      ) : null}
      {consents.isError ? <ProblemNotice error={consents.error} /> : null}
      {invite.isError && !errors.email ? <ProblemNotice error={invite.error} /> : null}
      <div className="flex flex-wrap gap-2.5">
        <Button type="submit" tone="primary" size="touch" isPending={invite.isPending} isDisabled={!consent}>
          {invite.isPending ? t('sharing.inviteBusy') : t('sharing.inviteSend')}
        </Button>
        <Button tone="quiet" size="touch" onPress={leave}>
          {t('sharing.inviteCancel')}
        </Button>
      </div>
    </form>
  );
}

/** The server's complaint about the address, for its field. */
function emailComplaint(error: unknown): string | undefined {
  if (!isProblem(error)) return undefined;
  return Object.entries(error.fieldErrors).find(([field]) => /email/i.test(field))?.[1][0];
}
