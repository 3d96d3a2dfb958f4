import { showHelpFor } from '@/features/help/model/helpSheet';
import { isProblem } from '@/lib/api/problem';
import type { ChangedCheckIn } from './checkIn';

/** Shows help when an answer calls for it, by whichever of its signs. */
export function heedAnswer({ crisis_alert, crisis }: ChangedCheckIn): void {
  if (crisis_alert || crisis?.response === 'show_resources') showHelpFor(crisis?.event_id ?? null);
}

/** A check-in that could not be kept may call for help all the same. */
export function heedProblem(error: unknown): void {
  if (isProblem(error) && error.callsForHelp) showHelpFor(null);
}
