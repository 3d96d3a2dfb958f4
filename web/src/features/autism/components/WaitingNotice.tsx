import { useState } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { useDeviceUser } from '@/lib/deviceStore/deviceUser';
import { t } from '@/lib/messages/autism';
import { dropLog, sendLogAsOfNow, useWaitingLogs, type Log, type WaitingLog } from '../model/waitingLogs';

/** What of this tool is only on this device: on its way, or refused and waiting for a decision. */
export function WaitingNotice({ tool }: { tool: Log['to'] }) {
  const userId = useDeviceUser();
  const entries = useWaitingLogs((state) => state.entries).filter(({ log }) => log.to === tool);
  const waiting = entries.filter(({ refused }) => refused === undefined);
  if (userId === null || entries.length === 0) return null;
  return (
    <div className="mt-5 flex flex-col gap-3">
      {waiting.length > 0 ? <p className="text-soft">{t('log.waiting', { count: waiting.length })}</p> : null}
      {entries
        .filter(({ refused }) => refused !== undefined)
        .map((entry) => (
          <Refused key={entry.id} userId={userId} entry={entry} />
        ))}
    </div>
  );
}

function Refused({ userId, entry }: { userId: string; entry: WaitingLog }) {
  const [error, setError] = useState<unknown>(null);
  return (
    <div className="border-line border-y py-3">
      <p className="text-base">{t('log.refused', { why: entry.refused ?? '' })}</p>
      {error === null ? null : <ProblemNotice error={error} />}
      <div className="mt-2 flex flex-wrap gap-2">
        {entry.log.to === 'mark' ? null : (
          <Button size="touch" onPress={() => void sendLogAsOfNow(userId, entry).catch(setError)}>
            {t('log.refusedNow')}
          </Button>
        )}
        <Button tone="quiet" size="touch" onPress={() => void dropLog(userId, entry.id)}>
          {t('log.refusedDrop')}
        </Button>
      </div>
    </div>
  );
}
