import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { problemText } from '@/components/problemText';
import { showToast } from '@/components/toasts';
import { t } from '@/lib/messages/administration';
import {
  useChangeUser,
  useRemovePasskeys,
  useResetMfa,
  useSendPasswordReset,
  useSignOutUser,
} from '../api/users';
import { nameOf, type AdminUser } from '../model/user';

export function UserActions({ user }: { user: AdminUser }) {
  const name = nameOf(user);
  const signOut = useSignOutUser(user.id);
  const resetMfa = useResetMfa(user.id);
  const removePasskeys = useRemovePasskeys(user.id);
  const sendReset = useSendPasswordReset(user.id);
  const change = useChangeUser(user.id);
  const error = signOut.error ?? resetMfa.error ?? removePasskeys.error ?? sendReset.error ?? change.error;
  const isDisabled = user.disabled_at !== null;
  const hasPasskeys = user.passkey_count > 0;

  const setDisabled = (disabled: boolean): Promise<void> =>
    // Undo may be pressed after the panel is closed, which only a promise outlives.
    change.mutateAsync({ disabled }).then(
      () =>
        showToast({
          text: t(disabled ? 'users.disabled' : 'users.enabled', { name }),
          action: { label: t('users.undo'), onPress: () => void setDisabled(!disabled) },
        }),
      (failure: unknown) => showToast({ text: problemText(failure).title }),
    );
  const told = (text: string) => ({ onSuccess: () => showToast({ text }) });

  return (
    <section className="mt-6" aria-label={t('users.actions')}>
      <h3 className="font-semibold">{t('users.actions')}</h3>
      {error ? (
        <div className="mt-2">
          <ProblemNotice error={error} />
        </div>
      ) : null}
      <div className="divide-line mt-1 divide-y">
        <Action
          label={t('users.signOut')}
          text={t('users.signOutText')}
          isPending={signOut.isPending}
          onPress={() => signOut.mutate(undefined, told(t('users.signedOut', { name })))}
        />
        {user.email ? (
          <Action
            label={t('users.passwordReset')}
            text={t('users.passwordResetText')}
            isPending={sendReset.isPending}
            onPress={() => sendReset.mutate(undefined, told(t('users.passwordResetSent', { name })))}
          />
        ) : null}
        {user.mfa_enabled ? (
          <Action
            label={t('users.resetMfa')}
            text={t(hasPasskeys ? 'users.resetMfaKeeps' : 'users.resetMfaText')}
            isPending={resetMfa.isPending}
            onPress={() => resetMfa.mutate(undefined, told(t('users.mfaReset', { name })))}
          />
        ) : null}
        {hasPasskeys ? (
          <Action
            label={t('users.removePasskeys')}
            text={t('users.removePasskeysText')}
            isPending={removePasskeys.isPending}
            onPress={() => removePasskeys.mutate(undefined, told(t('users.passkeysRemoved', { name })))}
          />
        ) : null}
        <Action
          label={t(isDisabled ? 'users.enable' : 'users.disable')}
          text={t(isDisabled ? 'users.enableText' : 'users.disableText')}
          isDangerous={!isDisabled}
          isPending={change.isPending}
          onPress={() => void setDisabled(!isDisabled)}
        />
      </div>
    </section>
  );
}

interface ActionProps {
  label: string;
  text: string;
  isDangerous?: boolean;
  isPending: boolean;
  onPress: () => void;
}

function Action({ label, text, isDangerous = false, isPending, onPress }: ActionProps) {
  return (
    <div className="flex items-center justify-between gap-4 py-2.5 max-sm:flex-col max-sm:items-start max-sm:gap-2">
      <p className="text-soft min-w-0">{text}</p>
      <Button tone={isDangerous ? 'danger' : 'secondary'} isPending={isPending} onPress={onPress}>
        {label}
      </Button>
    </div>
  );
}
