import { signOutAfterMilliseconds } from '@/lib/api/session';

export const warnBeforeMilliseconds = 60_000;

export type Stage =
  { step: 'active'; nextMilliseconds: number } | { step: 'warning'; secondsLeft: number } | { step: 'over' };

/** Where someone is on the way to being signed out. By the clock, not by counting: a sleeping computer counts nothing. */
export function stageAt(now: number, lastActivity: number): Stage {
  // A clock that was set back must not keep someone signed in for longer than the rule says.
  const idle = Math.max(0, now - lastActivity);
  if (idle >= signOutAfterMilliseconds) return { step: 'over' };
  const untilWarning = signOutAfterMilliseconds - warnBeforeMilliseconds - idle;
  if (untilWarning > 0) return { step: 'active', nextMilliseconds: untilWarning };
  return { step: 'warning', secondsLeft: Math.ceil((signOutAfterMilliseconds - idle) / 1000) };
}

/** What a screen reader hears of the countdown: enough to act on, not every second. */
export function isAnnounced(secondsLeft: number): boolean {
  return secondsLeft === 30 || secondsLeft === 10;
}
