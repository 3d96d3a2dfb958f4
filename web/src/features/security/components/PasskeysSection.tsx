import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { Button } from '@/components/Button';
import { FormSection } from '@/components/FormPage';
import { ProblemNotice } from '@/components/ProblemNotice';
import { ProgressLine } from '@/components/ProgressLine';
import { showToast } from '@/components/toasts';
import { confirmIdentity } from '@/features/account/model/confirmIdentity';
import { isProblem } from '@/lib/api/problem';
import { formatDate } from '@/lib/messages/format';
import { t } from '@/lib/messages/security';
import { canUsePasskeys, isPasskeyRefusal } from '@/lib/webauthn/passkey';
import { addPasskey, passkeysQuery, usePasskeys } from '../api/passkeys';
import { PasskeyRow } from './PasskeyRow';

export function PasskeysSection() {
  const passkeys = usePasskeys();
  return (
    <FormSection title={t('security.passkeys')} text={t('security.passkeysText')}>
      {passkeys.isPending ? <ProgressLine label={t('settings.loading')} className="animate-late" /> : null}
      {passkeys.isError ? (
        <ProblemNotice
          error={passkeys.error}
          action={<Button onPress={() => void passkeys.refetch()}>{t('app.tryAgain')}</Button>}
        />
      ) : null}
      <ul>
        {passkeys.data?.items.map((passkey) => (
          <PasskeyRow key={passkey.id} passkey={passkey} />
        ))}
      </ul>
      {canUsePasskeys() ? (
        <AddPasskey />
      ) : (
        <p className="text-soft mt-2">{t('security.passkeysUnavailable')}</p>
      )}
    </FormSection>
  );
}

function AddPasskey() {
  const client = useQueryClient();
  const add = useMutation({
    // Named by its day first: a name is easier to give to something that exists.
    mutationFn: () =>
      confirmIdentity((password, code) =>
        addPasskey(
          t('security.passkeyUnnamed', { date: formatDate(new Date().toISOString()) }),
          password,
          code,
        ),
      ),
    onSuccess: async () => {
      showToast({ text: t('security.passkeyAdded') });
      await client.invalidateQueries(passkeysQuery);
    },
  });
  return (
    <div className="mt-4 flex flex-col items-start gap-3">
      {add.isError ? <AddProblem error={add.error} /> : null}
      <Button size="touch" isPending={add.isPending} onPress={() => add.mutate()}>
        <KeyRound aria-hidden className="size-4" />
        {t(add.isPending ? 'security.passkeyAdding' : 'security.passkeyAdd')}
      </Button>
    </div>
  );
}

function AddProblem({ error }: { error: unknown }) {
  if (isPasskeyRefusal(error)) return null;
  if (isProblem(error)) return <ProblemNotice error={error} />;
  return (
    <p role="alert" className="text-danger font-medium">
      {t('security.passkeyFailed')}
    </p>
  );
}
