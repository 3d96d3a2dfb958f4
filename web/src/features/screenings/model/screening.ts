import type { components } from '@/lib/api/schema';

export const kinds = ['phq9', 'gad7'] as const;

export type Kind = (typeof kinds)[number];

export function isKind(text: string | undefined): text is Kind {
  return kinds.some((kind) => kind === text);
}

export type Questions = components['schemas']['QuestionsResponse'];
export type PastScreening = components['schemas']['PastScreening'];
export type TakenScreening = components['schemas']['TakenScreening'];

/** The ninth question of the PHQ-9 asks about being better off dead. */
const ninth = 8;

/** Any answer above "not at all" to it opens help, at once and whatever the total. */
export function callsForHelp(kind: Kind, index: number, answer: number): boolean {
  return kind === 'phq9' && index === ninth && answer > 0;
}

/** In both instruments the cut from which a look by a professional is worth it. */
export const lookFrom = 10;

const bands = ['minimal', 'mild', 'moderate', 'moderately_severe', 'severe'] as const;

export function bandKey(band: string): `screenings.band.${(typeof bands)[number]}` | null {
  const known = bands.find((name) => name === band);
  return known ? `screenings.band.${known}` : null;
}
