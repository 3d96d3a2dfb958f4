import type { components } from '@/lib/api/schema';
import { isProblem } from '@/lib/api/problem';
import { showHelpFor } from './helpSheet';

/** What the server answers where somebody wrote something. */
interface HeardAnswer {
  crisis_alert: boolean;
  crisis: components['schemas']['CrisisAnswer'] | null;
}

/** Shows help when an answer calls for it, by whichever of its signs. */
export function heedAnswer({ crisis_alert, crisis }: HeardAnswer): void {
  if (crisis_alert || crisis?.response === 'show_resources') showHelpFor(crisis?.event_id ?? null);
}

/** What could not be kept may call for help all the same. */
export function heedProblem(error: unknown): void {
  if (isProblem(error) && error.callsForHelp) showHelpFor(null);
}
