import { emotions, type CheckIn, type CheckInChanges, type Replacements } from './checkIn';

/** What someone adds to a check-in; everything may stay empty. */
export interface Details {
  emotions: readonly string[];
  journal: string;
  anxiety: number | null;
  stress: number | null;
  sensoryLoad: number | null;
  executiveFunction: number | null;
  masking: number | null;
  location: string | null;
  social: string | null;
  activity: string;
  sleepHours: number | null;
  body: Readonly<Record<string, number>>;
  factors: readonly Factor[];
}

/** Not rated yet, it is not kept. */
export interface Factor {
  name: string;
  rating: number | null;
}

export type LevelName = 'anxiety' | 'stress' | 'sensory' | 'executive' | 'masking';

export const levelFields = {
  anxiety: 'anxiety',
  stress: 'stress',
  sensory: 'sensoryLoad',
  executive: 'executiveFunction',
  masking: 'masking',
} as const satisfies Record<LevelName, keyof Details>;

export const noDetails: Details = {
  emotions: [],
  journal: '',
  anxiety: null,
  stress: null,
  sensoryLoad: null,
  executiveFunction: null,
  masking: null,
  location: null,
  social: null,
  activity: '',
  sleepHours: null,
  body: {},
  factors: [],
};

/** Only what was said: an untouched field changes nothing. */
export function changesOf(details: Details): CheckInChanges {
  const changes: CheckInChanges = {};
  if (details.emotions.length > 0) changes.emotion_tags = [...details.emotions];
  if (details.journal.trim() !== '') changes.journal_text = details.journal;
  if (details.anxiety !== null) changes.anxiety_level = details.anxiety;
  if (details.stress !== null) changes.stress_level = details.stress;
  if (details.sensoryLoad !== null) changes.sensory_load = details.sensoryLoad;
  if (details.executiveFunction !== null) changes.executive_function = details.executiveFunction;
  if (details.masking !== null) changes.masking_level = details.masking;
  if (details.location !== null) changes.location = details.location;
  if (details.social !== null) changes.social = details.social;
  if (details.activity.trim() !== '') changes.activity = details.activity.trim();
  if (details.sleepHours !== null) changes.sleep_hours = details.sleepHours;
  if (Object.keys(details.body).length > 0) changes.body_scan = { ...details.body };
  const rated = ratedOf(details.factors);
  if (rated.length > 0) changes.custom_ratings = rated;
  return changes;
}

/** All that is in the person's own words, field by field. */
export function wordsOf(details: Details): string[] {
  const own = details.emotions.filter((word) => !emotions.some((known) => known === word));
  return [details.journal, details.activity, ...own, ...details.factors.map(({ name }) => name)];
}

/** Words that were not there before. */
export function newWordsOf(before: Details, now: Details): string[] {
  const known = wordsOf(before);
  return wordsOf(now).filter((word) => !known.includes(word));
}

export function isEmpty(changes: CheckInChanges): boolean {
  return Object.keys(changes).length === 0;
}

/** What a check-in says, to be changed. */
export function detailsOf(checkIn: CheckIn): Details {
  return {
    emotions: checkIn.emotion_tags,
    journal: checkIn.journal_text ?? '',
    anxiety: checkIn.anxiety_level,
    stress: checkIn.stress_level,
    sensoryLoad: checkIn.sensory_load,
    executiveFunction: checkIn.executive_function,
    masking: checkIn.masking_level,
    location: checkIn.location,
    social: checkIn.social,
    activity: checkIn.activity ?? '',
    sleepHours: checkIn.sleep_hours,
    body: checkIn.body_scan ?? {},
    factors: checkIn.custom_ratings,
  };
}

/** Only what is another now; null where something was taken away. */
export function replacementsOf(before: Details, after: Details): Replacements {
  const [then, now] = [allOf(before), allOf(after)];
  const names = Object.keys(now) as (keyof Replacements)[];
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(then[name]) !== JSON.stringify(now[name]))
      .map((name) => [name, now[name]]),
  );
}

function allOf(details: Details): Replacements {
  const { body, emotions } = details;
  const factors = ratedOf(details.factors);
  return {
    emotion_tags: emotions.length > 0 ? [...emotions] : null,
    journal_text: details.journal.trim() === '' ? null : details.journal,
    anxiety_level: details.anxiety,
    stress_level: details.stress,
    sensory_load: details.sensoryLoad,
    executive_function: details.executiveFunction,
    masking_level: details.masking,
    location: details.location,
    social: details.social,
    activity: details.activity.trim() === '' ? null : details.activity.trim(),
    sleep_hours: details.sleepHours,
    body_scan: Object.keys(body).length > 0 ? { ...body } : null,
    custom_ratings: factors.length > 0 ? factors : null,
  };
}

function ratedOf(factors: readonly Factor[]): { name: string; rating: number }[] {
  return factors.flatMap(({ name, rating }) => (rating === null ? [] : [{ name, rating }]));
}
