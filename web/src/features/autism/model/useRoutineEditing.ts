import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { heedAnswer, heedProblem } from '@/features/help/model/heed';
import { replaceRoutine, routineKey, routineQuery, type RoutineItem } from '../api/routine';

/** Saves the whole routine with every change, in the order in which they were made; the newest is what counts. */
export function useRoutineEditing() {
  const client = useQueryClient();
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const underway = useRef(0);

  const save = (items: readonly RoutineItem[]): void => {
    const before = client.getQueryData(routineQuery.queryKey);
    if (before !== undefined) client.setQueryData(routineQuery.queryKey, { ...before, items: [...items] });
    setSaving(true);
    setError(null);
    underway.current += 1;
    last.current = last.current
      .then(async () => heedAnswer(await replaceRoutine(items)))
      .catch((problem: unknown) => {
        heedProblem(problem);
        setError(problem);
      })
      .finally(() => {
        underway.current -= 1;
        if (underway.current > 0) return;
        setSaving(false);
        void client.invalidateQueries({ queryKey: routineKey });
      });
  };
  return { save, isSaving, error };
}
