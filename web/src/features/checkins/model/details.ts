import type { CheckInChanges } from './checkIn';

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
  factors: readonly { name: string; rating: number }[];
}

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
  if (details.factors.length > 0) changes.custom_ratings = [...details.factors];
  return changes;
}

export function isEmpty(changes: CheckInChanges): boolean {
  return Object.keys(changes).length === 0;
}
