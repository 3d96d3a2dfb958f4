import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { SavedField } from '@/components/SavedField';
import { showToast } from '@/components/toasts';
import { formatDate } from '@/lib/messages/format';
import { t } from '@/lib/messages/security';
import { passkeysQuery, removePasskey, renamePasskey, type Passkey } from '../api/passkeys';

export function PasskeyRow({ passkey }: { passkey: Passkey }) {
  const client = useQueryClient();
  const [isLeaving, setLeaving] = useState(false);
  const refresh = () => client.invalidateQueries(passkeysQuery);
  const rename = useMutation({
    mutationFn: (name: string) => renamePasskey(passkey.id, name),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: () => removePasskey(passkey.id),
    onSuccess: async () => {
      showToast({ text: t('security.passkeyRemoved', { name: passkey.name }) });
      await refresh();
    },
  });
  const failed = rename.error ?? remove.error;
  return (
    <li className="border-line border-b py-3 last:border-b-0">
      {failed ? <ProblemNotice error={failed} /> : null}
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
        <KeyRound aria-hidden className="text-soft mb-3 size-5 shrink-0" />
        <div className="min-w-0 flex-1 basis-52">
          <SavedField
            label={t('security.passkeyName')}
            autoComplete="off"
            maxLength={100}
            value={passkey.name}
            onSave={(name) => (name === '' ? undefined : rename.mutate(name))}
          />
        </div>
        {isLeaving ? null : (
          <Button
            tone="quiet"
            size="touch"
            icon
            aria-label={t('security.passkeyRemove', { name: passkey.name })}
            onPress={() => setLeaving(true)}
          >
            <Trash2 aria-hidden className="size-4.5" />
          </Button>
        )}
      </div>
      <p className="text-soft numeric mt-1.5 pl-8">{usedText(passkey)}</p>
      {isLeaving ? (
        <div
          role="group"
          aria-label={t('security.passkeyRemove', { name: passkey.name })}
          className="mt-3 pl-8"
        >
          <p className="font-medium">{t('security.passkeyRemoveText')}</p>
          <div className="mt-2 flex flex-wrap gap-2">
            <Button
              tone="danger"
              size="touch"
              isPending={remove.isPending}
              onPress={() => remove.mutate(undefined, { onError: () => setLeaving(false) })}
            >
              {t('security.passkeyRemoveNow')}
            </Button>
            <Button size="touch" autoFocus onPress={() => setLeaving(false)}>
              {t('security.passkeyKeep')}
            </Button>
          </div>
        </div>
      ) : null}
    </li>
  );
}

function usedText({ created_at: createdAt, last_used_at: lastUsedAt }: Passkey): string {
  const made = formatDate(createdAt);
  return lastUsedAt === null
    ? t('security.passkeyUnused', { made })
    : t('security.passkeyUsed', { made, used: formatDate(lastUsedAt) });
}
