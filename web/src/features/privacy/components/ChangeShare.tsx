import { useState, type SubmitEvent } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { showToast } from '@/components/toasts';
import { t } from '@/lib/messages/privacy';
import { useChangeShare } from '../api/shares';
import { expiresAt, type ExpiryChoice, type Share } from '../model/share';
import { ExpiryChoices } from './ExpiryChoices';
import { ScopeChoices } from './ScopeChoices';

export function ChangeShare({ share, onDone }: { share: Share; onDone: () => void }) {
  const change = useChangeShare(share.id);
  const [scopes, setScopes] = useState(share.scopes);
  const [expiry, setExpiry] = useState<ExpiryChoice | 'keep'>('keep');
  const [scopeError, setScopeError] = useState<string>();

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const hasScope = Object.values(scopes).some(Boolean);
    setScopeError(hasScope ? undefined : t('sharing.inviteNoScope'));
    if (!hasScope) return;
    change.mutate(
      { scopes, ...(expiry === 'keep' ? {} : { expires_at: expiresAt(expiry, new Date()) }) },
      {
        onSuccess: () => {
          showToast({ text: t('sharing.changed') });
          onDone();
        },
      },
    );
  };

  return (
    <form
      noValidate
      onSubmit={submit}
      aria-label={t('sharing.changeOf', { email: share.therapist_email })}
      className="border-line animate-arrive mt-4 flex flex-col gap-5 border-t pt-4"
    >
      <ScopeChoices value={scopes} onChange={setScopes} error={scopeError} />
      <ExpiryChoices value={expiry} onChange={setExpiry} current={share.expires_at} />
      {change.isError ? <ProblemNotice error={change.error} /> : null}
      <div className="flex flex-wrap gap-2.5">
        <Button type="submit" tone="primary" size="touch" isPending={change.isPending}>
          {change.isPending ? t('sharing.changeBusy') : t('sharing.changeSave')}
        </Button>
        <Button tone="quiet" size="touch" onPress={onDone}>
          {t('sharing.inviteCancel')}
        </Button>
      </div>
    </form>
  );
}
