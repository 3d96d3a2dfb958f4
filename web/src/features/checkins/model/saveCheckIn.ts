import { newId } from '@/lib/newId';
import { outlivesThePage } from '@/lib/deviceStore/deviceStore';
import { changeCheckIn, createCheckIn } from '../api/checkIns';
import type { ChangedCheckIn, CheckInChanges, CreatedCheckIn, NewCheckIn } from './checkIn';
import type { Details } from './details';
import { heedAnswer, heedProblem } from '@/features/help/model/heed';
import { addToWaiting, dropWaiting, isRefusal, keepChanges, keepNew, sentId } from './waiting';

export type Saved = (
  | { state: 'sent'; body: NewCheckIn; answer: CreatedCheckIn }
  /** On this device; `lasts` says whether it outlives the page. */
  | { state: 'kept'; body: NewCheckIn; lasts: boolean }
) & {
  /** What was added to it waits on this device. */
  isMoreKept?: boolean;
  /** All that was added to it from here so far. */
  said?: Details;
};

/** Keeps a check-in on the device first, then with the server. Throws only when it is kept nowhere. */
export async function saveCheckIn(userId: string, mood: number, energy: number): Promise<Saved> {
  const clientId = newId();
  const body: NewCheckIn = { mood_score: mood, energy_level: energy, client_id: clientId };
  const isKept = await keepNew(userId, clientId, { ...body, occurred_at: new Date().toISOString() })
    .then(() => true)
    .catch(() => false);
  try {
    // The server's clock says when, as long as it is now.
    const answer = await createCheckIn(body);
    if (isKept) await dropWaiting(userId, clientId);
    heedAnswer(answer);
    return { state: 'sent', body, answer };
  } catch (error) {
    heedProblem(error);
    if (isKept && !isRefusal(error)) return { state: 'kept', body, lasts: outlivesThePage() };
    if (isKept) await dropWaiting(userId, clientId);
    throw error;
  }
}

export interface SavedDetails {
  /** The server's id, once it has one. */
  checkInId: string | null;
  answer: ChangedCheckIn | null;
  isKept: boolean;
}

/** Adds to a check-in wherever it is by now: waiting on the device, or with the server. */
export async function saveDetails(
  userId: string,
  saved: Saved,
  changes: CheckInChanges,
): Promise<SavedDetails> {
  const clientId = saved.body.client_id ?? '';
  if (saved.state === 'kept' && (await addToWaiting(userId, clientId, changes)))
    return { checkInId: null, answer: null, isKept: true };
  // Sent from another tab meanwhile, the server still answers its id by the device's.
  const id =
    saved.state === 'sent'
      ? saved.answer.checkin.id
      : (sentId(clientId) ?? (await createCheckIn(saved.body)).checkin.id);
  try {
    const answer = await changeCheckIn(id, changes);
    // What waited of it has gone out with this, and must not go over it later.
    if (saved.isMoreKept) await dropWaiting(userId, id);
    heedAnswer(answer);
    return { checkInId: id, answer, isKept: false };
  } catch (error) {
    heedProblem(error);
    if (isRefusal(error)) throw error;
    await keepChanges(userId, id, changes);
    return { checkInId: id, answer: null, isKept: true };
  }
}
