import type { Recommendation } from './checkIn';
import type { Saved } from './saveCheckIn';

const veryLowMood = 2;

/** A mood at the bottom of the scale, or words that called for help: what steadies comes first then. */
export function isHardMoment(saved: Saved): boolean {
  if (isVeryLow(saved.body.mood_score)) return true;
  if (saved.state !== 'sent') return false;
  const { crisis_alert: isAlert, crisis } = saved.answer;
  return isAlert || (crisis !== null && crisis.response !== 'continue');
}

export function isVeryLow(mood: number | null): boolean {
  return mood !== null && mood <= veryLowMood;
}

/** The one thing of the library that is offered in any hard moment: short, and nobody needs to leave it out. */
export const steadyingId = 'drop-anchor';

/** Made to stay with something good, and for nothing heavier. */
const forGoodMoments: readonly string[] = [
  'savour-this',
  'open-listening-joy',
  'describe-and-thank',
  'mindful-bite',
];

export function fittingHardMoment(recommendations: readonly Recommendation[]): Recommendation[] {
  return recommendations.filter(({ id }) => !forGoodMoments.includes(id));
}
