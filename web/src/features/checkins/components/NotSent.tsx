import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { showToast } from '@/components/toasts';
import { useDeviceUser } from '@/lib/deviceStore/deviceUser';
import { formatDateTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/companion';
import { saveBlob } from '@/lib/saveBlob';
import { useIsOnline } from '@/lib/useIsOnline';
import { checkInsKey } from '../api/checkIns';
import { plainTextOf } from '../model/plainText';
import {
  countWaiting,
  dropWaiting,
  keepNotSent,
  sendAsOfNow,
  useWaiting,
  type NotSentEntry,
} from '../model/waiting';

/** What was written on this device and the server would not take: nothing of it is lost before its person says so. */
export function NotSent() {
  const userId = useDeviceUser();
  const entries = useWaiting((state) => state.notSent);
  useEffect(() => {
    if (userId !== null) void countWaiting(userId).catch(() => undefined);
  }, [userId]);
  if (userId === null || entries.length === 0) return null;
  return (
    <section aria-label={t('notSent.title')} className="border-line bg-raised mt-6 rounded-lg border p-5">
      <h2 className="text-base font-semibold">{t('notSent.title')}</h2>
      <p className="text-soft mt-1 max-w-[56ch]">{t('notSent.text')}</p>
      <ul>
        {entries.map((entry) => (
          <li key={entry.id} className="border-line mt-4 border-t pt-4">
            <Entry userId={userId} entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entry({ userId, entry }: { userId: string; entry: NotSentEntry }) {
  const client = useQueryClient();
  const isOnline = useIsOnline();
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { body, refused } = entry;
  const at = 'occurred_at' in body && body.occurred_at ? formatDateTime(body.occurred_at) : null;

  const send = async () => {
    setSending(true);
    setError(null);
    try {
      await sendAsOfNow(userId, entry);
      showToast({ text: t('notSent.sent') });
      await client.invalidateQueries({ queryKey: checkInsKey });
    } catch (problem) {
      setError(problem);
      setSending(false);
    }
  };
  const saveAsText = () => {
    const name = t('notSent.fileName', { date: new Date().toISOString().slice(0, 10) });
    saveBlob(new Blob([plainTextOf(body)], { type: 'text/plain;charset=utf-8' }), name);
  };
  const remove = async () => {
    await dropWaiting(userId, entry.id);
    showToast({
      text: t('notSent.deleted'),
      action: {
        label: t('checkIn.bringBack'),
        onPress: () => void keepNotSent(userId, entry).catch(() => undefined),
      },
    });
  };
  return (
    <>
      <p className="text-base font-medium">
        {at === null ? t('notSent.addition') : t('notSent.entry', { date: at })}
      </p>
      <p className="text-soft mt-0.5 max-w-[56ch]">
        {refused.reason === 'other' && refused.text !== '' ? refused.text : t(`notSent.${refused.reason}`)}
      </p>
      {/* Nobody could read these words yet, so they are not met in passing. */}
      <details className="mt-2">
        <summary className="text-soft inline-flex min-h-11 cursor-pointer items-center underline underline-offset-4">
          {t('notSent.read')}
        </summary>
        <p className="max-w-[60ch] font-serif text-base whitespace-pre-line [overflow-wrap:anywhere]">
          {plainTextOf(body)}
        </p>
      </details>
      {error === null ? null : <ProblemNotice error={error} />}
      <div className="mt-3 flex flex-wrap gap-2">
        {entry.isNew ? (
          <Button size="touch" isPending={isSending} isDisabled={!isOnline} onPress={() => void send()}>
            {t(isSending ? 'checkIn.saving' : 'notSent.send')}
          </Button>
        ) : null}
        <Button size="touch" onPress={saveAsText}>
          {t('notSent.keep')}
        </Button>
        <Button tone="quiet" size="touch" onPress={() => void remove()}>
          {t('notSent.delete')}
        </Button>
      </div>
    </>
  );
}
