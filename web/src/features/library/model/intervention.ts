import type { components } from '@/lib/api/schema';

/** A small action, as the server tells it. */
export type Intervention = components['schemas']['InterventionResponse'];
export type InterventionStep = components['schemas']['InterventionStep'];

export const approaches = ['DBT', 'ACT', 'CBT', 'Mindfulness', 'Sensory', 'Physical'] as const;
export type Approach = (typeof approaches)[number];

/** In the order in which people look for them. */
export const feelings = [
  'anxiety',
  'overwhelm',
  'sadness',
  'anger',
  'frustrated',
  'fear',
  'disgust',
  'surprise',
  'neutral',
  'calm',
  'hopeful',
  'joy',
] as const;
export type Feeling = (typeof feelings)[number];

/** How much energy it asks for, in four words. */
export function energyBand(energyRequired: number): 1 | 3 | 5 | 10 {
  if (energyRequired <= 1) return 1;
  if (energyRequired <= 3) return 3;
  return energyRequired <= 5 ? 5 : 10;
}

/** The gentlest first, then the shortest: whoever scrolls has little strength to spare. */
export function gentlestFirst(one: Intervention, other: Intervention): number {
  return (
    one.energy_required - other.energy_required ||
    one.duration_seconds - other.duration_seconds ||
    one.name.localeCompare(other.name)
  );
}

export function isOneOf<Value extends string>(values: readonly Value[], given: string): given is Value {
  return (values as readonly string[]).includes(given);
}
