import type { PrivacyMessageKey } from '@/lib/messages/privacy';
import type { paths } from '@/lib/api/schema';

type Route = paths['/v1/users/me/health-screening'];

export type Screening = Route['get']['responses'][200]['content']['application/json'];
export type ScreeningAnswers = Route['put']['requestBody']['content']['application/json'];

export type Answer = 'yes' | 'no' | 'unsure';

export type QuestionName = Exclude<keyof Screening, 'notes' | 'completed_at' | 'version'>;

/** While they are being given. */
export type Answers = Pick<Screening, QuestionName | 'notes'>;

/** Every question with why it is asked, the weightiest first. */
export const questions = [
  ['photosensitive_epilepsy_or_seizures', 'privacy.epilepsy', 'privacy.epilepsyWhy'],
  ['family_history_of_epilepsy', 'privacy.familyEpilepsy', 'privacy.familyEpilepsyWhy'],
  ['heart_condition', 'privacy.heart', 'privacy.heartWhy'],
  ['pacemaker_or_implant', 'privacy.implant', 'privacy.implantWhy'],
  ['hearing_condition', 'privacy.hearing', 'privacy.hearingWhy'],
  ['mental_health_condition', 'privacy.mental', 'privacy.mentalWhy'],
  ['psychotropic_medication', 'privacy.medication', 'privacy.medicationWhy'],
  ['pregnancy', 'privacy.pregnancy', 'privacy.pregnancyWhy'],
  ['recent_head_injury', 'privacy.headInjury', 'privacy.headInjuryWhy'],
] as const satisfies readonly (readonly [QuestionName, PrivacyMessageKey, PrivacyMessageKey])[];

/** The answers without what only the server decides. */
export function answersOf({ notes, ...saved }: Screening): Answers {
  const answers = Object.fromEntries(questions.map(([name]) => [name, saved[name]]));
  return { ...(answers as Omit<Answers, 'notes'>), notes };
}

/** Safety decisions rest on all of the answers, so they are kept together or not at all. */
export function isComplete(answers: Answers): answers is Answers & ScreeningAnswers {
  return questions.every(([name]) => answers[name] !== null);
}
