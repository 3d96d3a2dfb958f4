import type { components } from '@/lib/api/schema';

export type NewCheckIn = components['schemas']['CreateCheckInRequest'];
export type CreatedCheckIn = components['schemas']['CreatedCheckIn'];
export type CheckIn = components['schemas']['CheckInResponse'];
export type ChangedCheckIn = components['schemas']['ChangedCheckIn'];
export type Recommendation = components['schemas']['Recommendation'];
/** What can be said beyond mood and energy. */
export type CheckInChanges = Omit<NewCheckIn, 'mood_score' | 'energy_level' | 'client_id' | 'occurred_at'>;

/** Anything of a check-in but its time; null takes away. */
export type Replacements = Partial<components['schemas']['ChangeCheckInRequest']>;

/** The twelve feelings that are offered in words; pleasant ones first. */
export const emotions = [
  'joyful',
  'calm',
  'hopeful',
  'surprised',
  'neutral',
  'sad',
  'anxious',
  'scared',
  'angry',
  'frustrated',
  'disgusted',
  'overwhelmed',
] as const;

export type EmotionWord = (typeof emotions)[number];

interface Nature {
  pleasantness: 'pleasant' | 'unpleasant' | 'neither';
  isStirred: boolean;
}

/** Where each word lies between pleasant and unpleasant, and between stirred and still. */
export const natures: Record<EmotionWord, Nature> = {
  joyful: { pleasantness: 'pleasant', isStirred: true },
  calm: { pleasantness: 'pleasant', isStirred: false },
  hopeful: { pleasantness: 'pleasant', isStirred: true },
  surprised: { pleasantness: 'neither', isStirred: true },
  neutral: { pleasantness: 'neither', isStirred: false },
  sad: { pleasantness: 'unpleasant', isStirred: false },
  anxious: { pleasantness: 'unpleasant', isStirred: true },
  scared: { pleasantness: 'unpleasant', isStirred: true },
  angry: { pleasantness: 'unpleasant', isStirred: true },
  frustrated: { pleasantness: 'unpleasant', isStirred: true },
  disgusted: { pleasantness: 'unpleasant', isStirred: false },
  overwhelmed: { pleasantness: 'unpleasant', isStirred: true },
};

export const bodyAreas = [
  'head',
  'eyes',
  'jaw',
  'throat',
  'neck',
  'shoulders',
  'upper_back',
  'chest',
  'arms',
  'stomach',
  'lower_back',
  'hips',
  'hands',
  'legs',
  'feet',
] as const;

export type BodyArea = (typeof bodyAreas)[number];

export const locations = ['home', 'work', 'school', 'social', 'other'] as const;
export const companies = ['alone', 'with_family', 'with_friends', 'with_coworkers'] as const;

export const longestWord = 40;
export const longestActivity = 100;
export const longestJournal = 20_000;
export const mostWords = 20;
