/** A timer on the clock of the day, which also runs while a tab sleeps. Milliseconds. */
export interface Timer {
  lengthSeconds: number;
  /** When it ends; null while paused, and when there is none. */
  endsAt: number | null;
  /** What is left of a paused one. */
  leftMilliseconds: number | null;
  /** Whether its end was already told. */
  isTold: boolean;
}

export type TimerPhase = 'idle' | 'running' | 'paused' | 'over';

export const noTimer: Timer = { lengthSeconds: 0, endsAt: null, leftMilliseconds: null, isTold: true };

export function start(minutes: number, now: number): Timer {
  const lengthSeconds = minutes * 60;
  return { lengthSeconds, endsAt: now + lengthSeconds * 1000, leftMilliseconds: null, isTold: false };
}

export function pause(timer: Timer, now: number): Timer {
  return timer.endsAt === null
    ? timer
    : { ...timer, endsAt: null, leftMilliseconds: Math.max(0, timer.endsAt - now) };
}

export function resume(timer: Timer, now: number): Timer {
  return timer.leftMilliseconds === null
    ? timer
    : { ...timer, endsAt: now + timer.leftMilliseconds, leftMilliseconds: null };
}

export function phaseOf({ endsAt, leftMilliseconds }: Timer, now: number): TimerPhase {
  if (leftMilliseconds !== null) return 'paused';
  if (endsAt === null) return 'idle';
  return now < endsAt ? 'running' : 'over';
}

export function leftSeconds({ endsAt, leftMilliseconds }: Timer, now: number): number {
  return Math.max(0, Math.ceil((leftMilliseconds ?? (endsAt === null ? 0 : endsAt - now)) / 1000));
}

/** How much of the disc is drawn. In steps of a whole minute for whom nothing is to move. */
export function fractionLeft(left: number, lengthSeconds: number, isInSteps: boolean): number {
  if (lengthSeconds <= 0) return 0;
  const shown = isInSteps ? Math.ceil(left / 60) * 60 : left;
  return Math.min(1, shown / lengthSeconds);
}

export type TimerMoment = 'begun' | 'half' | 'five' | 'minute' | 'over';

const longEnoughForHalf = 4 * 60;
const longEnoughForFive = 15 * 60;

/** What a screen reader is told: each moment once, never a running clock. */
export function momentOf(left: number, lengthSeconds: number): TimerMoment {
  if (left <= 0) return 'over';
  if (left <= 60 && lengthSeconds > 60) return 'minute';
  if (left <= 300 && lengthSeconds >= longEnoughForFive) return 'five';
  if (left <= lengthSeconds / 2 && lengthSeconds >= longEnoughForHalf) return 'half';
  return 'begun';
}
