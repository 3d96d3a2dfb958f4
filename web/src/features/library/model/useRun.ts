import { useCallback, useEffect, useState } from 'react';
import { again, back, begin, isOver, next, pause, resume, tick, type Run } from './run';
import type { Stage } from './stages';

const tickMilliseconds = 200;

export interface RunControl {
  run: Run;
  /** The moment that is drawn. */
  now: number;
  stage: Stage | undefined;
  isPaused: boolean;
  pause: () => void;
  resume: () => void;
  next: () => void;
  back: () => void;
  again: () => void;
}

/** Leads through the stages on the clock of the day. */
export function useRun(stages: readonly Stage[], movesOn: boolean): RunControl {
  const [{ run, now }, setState] = useState(() => {
    const start = Date.now();
    return { run: begin(stages, start), now: start };
  });
  const change = useCallback((how: (run: Run, now: number) => Run) => {
    const moment = Date.now();
    setState((state) => ({ run: how(state.run, moment), now: moment }));
  }, []);
  const isRunning = run.runningSince !== null && !isOver(run, stages);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(
      () => change((current, moment) => tick(current, stages, movesOn, moment)),
      tickMilliseconds,
    );
    return () => clearInterval(timer);
  }, [isRunning, stages, movesOn, change]);
  return {
    run,
    now,
    stage: stages[run.index],
    isPaused: run.runningSince === null,
    pause: () => change(pause),
    resume: () => change(resume),
    next: () => change((current, moment) => next(current, stages, moment)),
    back: () => change((current, moment) => back(current, stages, moment)),
    again: () => change((current, moment) => again(current, stages, moment)),
  };
}
