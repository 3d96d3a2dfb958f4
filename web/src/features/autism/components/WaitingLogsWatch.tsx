import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { askBeforeLeaving } from '@/features/checkins/model/leaving';
import { useDeviceUser } from '@/lib/deviceStore/deviceUser';
import { asdKey } from '../api/moments';
import { countLogs, sendLogs } from '../model/waitingLogs';

const betweenTriesMilliseconds = 60_000;

/** Sends what was logged without a connection as soon as it can go, and counts it before a sign-out would lose it. */
export function WaitingLogsWatch() {
  const userId = useDeviceUser();
  const client = useQueryClient();
  useEffect(() => {
    if (userId === null) return;
    const trySending = () =>
      void sendLogs(userId)
        .then((sent) => (sent > 0 ? client.invalidateQueries({ queryKey: asdKey }) : undefined))
        .catch(() => undefined);
    trySending();
    window.addEventListener('online', trySending);
    // Being online says nothing about the server.
    const timer = setInterval(trySending, betweenTriesMilliseconds);
    const stopAsking = askBeforeLeaving(async () => {
      await sendLogs(userId).catch(() => 0);
      return countLogs(userId);
    });
    return () => {
      window.removeEventListener('online', trySending);
      clearInterval(timer);
      stopAsking();
    };
  }, [userId, client]);
  return null;
}
