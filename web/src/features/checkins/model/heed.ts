import { showHelpFor } from '@/features/help/model/helpSheet';
import { isProblem } from '@/lib/api/problem';
import type { CheckIn, CreatedCheckIn } from './checkIn';

const levelsThatShowHelp = ['high', 'critical', 'unknown'];

/** Shows help when an answer calls for it, also when it says so only by the level. */
export function heedAnswer(answer: CreatedCheckIn | CheckIn): void {
  if ('crisis_alert' in answer) {
    if (answer.crisis_alert || answer.crisis?.response === 'show_resources')
      showHelpFor(answer.crisis?.event_id ?? null);
  } else if (levelsThatShowHelp.includes(answer.crisis_risk_level)) {
    showHelpFor(null);
  }
}

/** A check-in that could not be kept may call for help all the same. */
export function heedProblem(error: unknown): void {
  if (isProblem(error) && error.callsForHelp) showHelpFor(null);
}
