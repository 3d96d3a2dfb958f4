/** The choices a reader has for filters and montages, in the order the selectors and the keyboard step through them. */

export const montages = ['recorded', 'average', 'longitudinal', 'transverse', 'laplacian'] as const;
export type Montage = (typeof montages)[number];

/** Hz; 0 means off. */
export const highPassChoices = [0, 0.1, 0.3, 0.5, 1, 5] as const;
export const lowPassChoices = [0, 15, 30, 35, 50, 70] as const;
export const notchChoices = [0, 50, 60] as const;

export function isMontage(value: unknown): value is Montage {
  return typeof value === 'string' && (montages as readonly string[]).includes(value);
}

export function next<T>(choices: readonly T[], current: T): T {
  const following = choices[(choices.indexOf(current) + 1) % choices.length];
  return following ?? current;
}

export interface Filters {
  highPassHz: number;
  lowPassHz: number;
  notchHz: number;
}

/** A filter edge must leave room below half the sampling rate; one that does not is left out and said so. */
export function isPossible(edgeHz: number, highestRateHz: number): boolean {
  return edgeHz === 0 || edgeHz < highestRateHz * 0.45;
}

/** "LOW-HIGH" with open sides empty, or empty when both are. */
export function bandText(filters: Filters, highestRateHz: number): string {
  const low =
    filters.highPassHz > 0 && isPossible(filters.highPassHz, highestRateHz) ? String(filters.highPassHz) : '';
  const high =
    filters.lowPassHz > 0 && isPossible(filters.lowPassHz, highestRateHz) ? String(filters.lowPassHz) : '';
  return low === '' && high === '' ? '' : `${low}-${high}`;
}

export function notchText(filters: Filters, highestRateHz: number): string {
  return filters.notchHz > 0 && isPossible(filters.notchHz, highestRateHz) ? String(filters.notchHz) : '';
}
