import type { Stage } from './stages';

/** Where somebody is in an action. All times in milliseconds on the clock of the day, which also runs while a phone sleeps. */
export interface Run {
  /** The stage in view; as many as there are stages once it is over. */
  index: number;
  /** Of this stage, before `runningSince`. */
  elapsedMilliseconds: number;
  /** Null while paused. */
  runningSince: number | null;
  /** On the stages that were left; what was paused does not count. */
  spentMilliseconds: number;
  /** Whether time led to this stage, not a hand: then it is heard. */
  isByTime: boolean;
}

export function begin(stages: readonly Stage[], now: number): Run {
  return enter(
    { index: 0, elapsedMilliseconds: 0, runningSince: null, spentMilliseconds: 0, isByTime: false },
    stages,
    0,
    now,
  );
}

export function elapsedOf(run: Run, now: number): number {
  return run.elapsedMilliseconds + (run.runningSince === null ? 0 : Math.max(0, now - run.runningSince));
}

export function isOver(run: Run, stages: readonly Stage[]): boolean {
  return run.index >= stages.length;
}

export function pause(run: Run, now: number): Run {
  return { ...run, elapsedMilliseconds: elapsedOf(run, now), runningSince: null };
}

export function resume(run: Run, now: number): Run {
  return run.runningSince === null ? { ...run, runningSince: now } : run;
}

export function next(run: Run, stages: readonly Stage[], now: number): Run {
  return enter(run, stages, Math.min(run.index + 1, stages.length), now);
}

export function back(run: Run, stages: readonly Stage[], now: number): Run {
  return enter(run, stages, Math.max(run.index - 1, 0), now);
}

/** The stage in view from its beginning. */
export function again(run: Run, stages: readonly Stage[], now: number): Run {
  return enter(run, stages, run.index, now);
}

/** Moves on when the stage's time is up: by one stage, however long the device slept. */
export function tick(run: Run, stages: readonly Stage[], movesOn: boolean, now: number): Run {
  const stage = stages[run.index];
  if (stage === undefined || stage.seconds === null || run.runningSince === null) return run;
  if (stage.kind === 'text' && !movesOn) return run;
  return elapsedOf(run, now) >= stage.seconds * 1000 ? { ...next(run, stages, now), isByTime: true } : run;
}

/** What was really spent on it so far. */
export function spentSeconds(run: Run, now: number): number {
  return Math.round((run.spentMilliseconds + elapsedOf(run, now)) / 1000);
}

/** Moving on also ends a pause. A timer is started by hand: only its person knows when they have begun. */
function enter(run: Run, stages: readonly Stage[], index: number, now: number): Run {
  const stage = stages[index];
  return {
    index,
    elapsedMilliseconds: 0,
    runningSince: stage === undefined || stage.kind === 'timer' ? null : now,
    spentMilliseconds: run.spentMilliseconds + elapsedOf(run, now),
    isByTime: false,
  };
}
