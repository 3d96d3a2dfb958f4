import {
  approaches,
  feelings,
  isOneOf,
  type Approach,
  type Feeling,
  type Intervention,
} from './intervention';

export const timeChoicesMinutes = [1, 2, 5, 10] as const;
export const energyChoices = [1, 3, 5] as const;

export interface Filters {
  timeMinutes: number | null;
  energy: (typeof energyChoices)[number] | null;
  approach: Approach | null;
  feeling: Feeling | null;
}

/** The choices live in the address, so that coming back from an action finds the list as it was left. */
export function filtersOf(address: URLSearchParams): Filters {
  const minutes = Number(address.get('time'));
  const energy = Number(address.get('energy'));
  const approach = address.get('kind') ?? '';
  const feeling = address.get('for') ?? '';
  return {
    timeMinutes: timeChoicesMinutes.find((choice) => choice === minutes) ?? null,
    energy: energyChoices.find((choice) => choice === energy) ?? null,
    approach: isOneOf(approaches, approach) ? approach : null,
    feeling: isOneOf(feelings, feeling) ? feeling : null,
  };
}

export function countOf(filters: Filters): number {
  return Object.values(filters).filter((choice) => choice !== null).length;
}

export function fits(item: Intervention, { timeMinutes, energy, approach, feeling }: Filters): boolean {
  return (
    (timeMinutes === null || item.duration_seconds <= timeMinutes * 60) &&
    (energy === null || item.energy_required <= energy) &&
    (approach === null || item.therapeutic_approach === approach) &&
    (feeling === null || item.target_emotions.includes(feeling))
  );
}

/** Any of the words, at the beginning of a word: what stands in until the server's own search has answered. */
export function matchesWords(item: Intervention, text: string): boolean {
  const here = ` ${item.name} ${item.short_description} ${item.target_emotions.join(' ')}`.toLowerCase();
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return words.some((word) => word !== '' && here.includes(` ${word}`));
}
