import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { SaveStep } from '@/components/SaveState';
import { deviceUser } from '@/lib/deviceStore/deviceUser';
import { dropUnsent, keepUnsent, planQuery, replacePlan, type Unsent } from '../api/plan';
import { contentOf, type Plan, type PlanContent } from './plan';

const pauseMilliseconds = 700;

/** Saves the plan a moment after each change, and at once when the page is left. What cannot be sent stays on the device. */
export function usePlanSaving(opened: Plan, unsent: Unsent | null) {
  const client = useQueryClient();
  const [userId] = useState(deviceUser);
  const [content, setContent] = useState<PlanContent>(unsent?.content ?? opened);
  const [step, setStep] = useState<SaveStep>(unsent ? 'failed' : 'idle');
  const latest = useRef<PlanContent>(unsent?.content ?? opened);
  const base = useRef(opened.version);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const sending = useRef<Promise<void>>(Promise.resolve());

  const save = () => {
    timer.current = null;
    setStep('saving');
    // One after the other: the last one sent is the newest.
    sending.current = sending.current.then(async () => {
      const sent = latest.current;
      const written = { content: contentOf(sent), base: base.current, writtenAt: new Date().toISOString() };
      try {
        if (userId !== null) await keepUnsent(userId, written).catch(() => undefined);
        const plan = await replacePlan(written.content);
        base.current = plan.version;
        if (userId !== null) await dropUnsent(userId, written).catch(() => undefined);
        client.setQueryData(planQuery.queryKey, (known) => ({
          ...known,
          plan,
          isFromDevice: false,
          unsent: null,
        }));
        if (latest.current === sent) setStep('saved');
      } catch {
        setStep('failed');
      }
    });
  };
  const saveNow = useRef(save);
  useEffect(() => {
    saveNow.current = save;
  });
  useEffect(
    () => () => {
      if (timer.current === null) return;
      clearTimeout(timer.current);
      saveNow.current();
    },
    [],
  );
  useEffect(() => {
    if (step !== 'failed') return;
    const again = () => saveNow.current();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [step]);

  const change = (changes: Partial<PlanContent>) => {
    latest.current = { ...latest.current, ...changes };
    setContent(latest.current);
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = setTimeout(() => saveNow.current(), pauseMilliseconds);
  };
  return { content, change, step, retry: save };
}
