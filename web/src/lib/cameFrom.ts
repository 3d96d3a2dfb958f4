import { useLocation } from 'react-router';

/** Goes along with the links from Today and its check-in, so that the way back leads there too. */
export const fromToday = { from: 'today' } as const;

export function useCameFromToday(): boolean {
  const state: unknown = useLocation().state;
  return typeof state === 'object' && state !== null && 'from' in state && state.from === fromToday.from;
}
