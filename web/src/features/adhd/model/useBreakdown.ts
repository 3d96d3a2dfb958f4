import { useState } from 'react';
import { newId } from '@/lib/newId';
import { askBreakdown, type Answered } from '../api/breakdown';
import { canDivide, withParts, type Step } from './steps';

export interface Breakdown {
  task: string;
  steps: Step[];
  isKnown: boolean;
  isFromService: boolean;
  isFromDevice: boolean;
}

/** A task that is being looked at in parts; nothing of it is kept until somebody says so. */
export function useBreakdown() {
  const [shown, setShown] = useState<Breakdown | null>(null);
  const [waitsFor, setWaitsFor] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);

  const ask = async (
    id: string,
    asked: Parameters<typeof askBreakdown>[0],
    take: (answer: Answered) => void,
  ) => {
    setWaitsFor(id);
    setProblem(null);
    try {
      const answer = await askBreakdown(asked);
      if (!answer.isHelp) take(answer);
    } catch (error) {
      setProblem(error);
    } finally {
      setWaitsFor(null);
    }
  };

  return {
    shown,
    problem,
    /** The step that is being taken apart, or `task`. */
    waitsFor,
    begin: (task: string, energy: number | null) =>
      ask('task', { task, parent: null, level: 0, energy }, ({ steps, ...rest }) =>
        setShown({
          task,
          isKnown: rest.isKnown,
          isFromService: rest.isFromService,
          isFromDevice: rest.isFromDevice,
          steps: steps.map((step) => ({ ...step, id: newId(), depth: 0, done_at: null })),
        }),
      ),
    divide: (step: Step) =>
      ask(
        step.id,
        { task: step.text.slice(0, 200), parent: shown?.task ?? null, level: step.depth + 1, energy: null },
        ({ steps }) =>
          setShown((known) => known && { ...known, steps: withParts(known.steps, step.id, steps, newId) }),
      ),
    leave: () => setShown(null),
  };
}

export function stepsOf(
  steps: readonly {
    id: string;
    text: string;
    minutes_low: number | null;
    depth: number;
    done_at: string | null;
  }[],
): Step[] {
  return steps.map((step) => ({ ...step, can_divide: canDivide(step.depth) }));
}
