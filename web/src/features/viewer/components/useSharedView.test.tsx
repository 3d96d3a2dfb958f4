import { act, renderHook } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defaultPreferences, usePreferences } from '../model/preferences';
import { createViewStore } from '../model/viewState';
import { useSharedView } from './useSharedView';

beforeEach(() => {
  vi.useFakeTimers();
  usePreferences.setState(defaultPreferences);
});

afterEach(() => {
  vi.useRealTimers();
});

function rest(durationSeconds: number, pageSeconds: number): number {
  const store = createViewStore(durationSeconds, { fromSeconds: 0, pageSeconds });
  renderHook(() => useSharedView(store), { wrapper: MemoryRouter });
  act(() => {
    vi.runAllTimers();
  });
  return usePreferences.getState().pageSeconds;
}

it('remembers the page the reader came to', () => {
  expect(rest(600, 20)).toBe(20);
});

it('does not take the length of a short recording for the page the reader wants', () => {
  expect(rest(1, 10)).toBe(defaultPreferences.pageSeconds);
});
