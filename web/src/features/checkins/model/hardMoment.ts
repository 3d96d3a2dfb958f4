import type { Saved } from './saveCheckIn';

const veryLowMood = 2;

/** The server says so, by the mood and the words; what it has not had yet is judged by the mood alone. */
export function isHardMoment(saved: Saved): boolean {
  if (saved.state === 'sent') return saved.answer.is_hard_moment;
  const { mood_score: mood } = saved.body;
  return mood !== null && mood <= veryLowMood;
}
