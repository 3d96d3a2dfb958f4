import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { keep, kept } from '@/lib/deviceStore/deviceStore';
import { useDeviceUser } from '@/lib/deviceStore/deviceUser';
import { routineDayQuery, type RoutineDay } from '../api/routine';

interface KeptDay {
  day: RoutineDay;
  /** When it was fetched. */
  at: string;
}

/** A day from the server; with no network, today as it was on this device. */
export function useRoutineDay(date: string | null) {
  const userId = useDeviceUser();
  const asked = useQuery(routineDayQuery(date));
  const [onDevice, setOnDevice] = useState<KeptDay | null>(null);
  useEffect(() => {
    if (userId === null || date !== null) return;
    if (asked.data !== undefined)
      void keep(userId, 'routine-day', 'today', {
        day: asked.data,
        at: new Date().toISOString(),
      } satisfies KeptDay).catch(() => undefined);
    else
      void kept<KeptDay>(userId, 'routine-day', 'today')
        .then(setOnDevice)
        .catch(() => undefined);
  }, [userId, date, asked.data]);
  const isOld = asked.data === undefined && date === null && onDevice !== null;
  return { asked, onDevice: isOld ? onDevice : null };
}
