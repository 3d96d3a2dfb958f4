import { fireEvent } from '@testing-library/react';
import { vi } from 'vitest';

/** Lets this much time pass at once, as when a computer sleeps: the clock moves, timers do not. */
export function sleep(minutes: number): void {
  const now = Date.now() + minutes * 60_000;
  vi.spyOn(Date, 'now').mockImplementation(() => now);
}

/** Until the test is over: the seconds that a slow machine takes are none of the test's. */
export function stopClock(): void {
  sleep(0);
}

export function wake(): void {
  fireEvent.focus(window);
}
