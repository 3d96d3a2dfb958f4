import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { SaveStep } from '@/components/SaveState';
import { planQuery, replacePlan } from '../api/plan';
import { contentOf, type Plan, type PlanContent } from './plan';

const pauseMilliseconds = 700;

/** Saves the plan a moment after each change, and at once when the page is left. */
export function usePlanSaving(opened: Plan) {
  const client = useQueryClient();
  const [content, setContent] = useState<PlanContent>(opened);
  const [step, setStep] = useState<SaveStep>('idle');
  const latest = useRef<PlanContent>(opened);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const sending = useRef<Promise<void>>(Promise.resolve());

  const save = () => {
    timer.current = null;
    setStep('saving');
    // One after the other: the last one sent is the newest.
    sending.current = sending.current.then(async () => {
      const sent = latest.current;
      try {
        const plan = await replacePlan(contentOf(sent));
        client.setQueryData(planQuery.queryKey, (known) => ({ ...known, plan, isFromDevice: false }));
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

  const change = (changes: Partial<PlanContent>) => {
    latest.current = { ...latest.current, ...changes };
    setContent(latest.current);
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = setTimeout(() => saveNow.current(), pauseMilliseconds);
  };
  return { content, change, step, retry: save };
}
