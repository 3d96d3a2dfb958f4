import { fireEvent } from '@testing-library/react';
import { vi } from 'vitest';

/** Lets this much time pass at once, as when a computer sleeps: the clock moves, timers do not. */
export function sleep(minutes: number): void {
  const now = Date.now() + minutes * 60_000;
  vi.spyOn(Date, 'now').mockImplementation(() => now);
}

export function wake(): void {
  fireEvent.focus(window);
}
