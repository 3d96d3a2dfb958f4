import { create } from 'zustand';
import { isProblem } from '@/lib/api/problem';
import { allKept, drop, keep, kept } from '@/lib/deviceStore/deviceStore';
import { changeCheckIn, createCheckIn } from '../api/checkIns';
import type { CheckInChanges, NewCheckIn } from './checkIn';
import { heedAnswer, heedProblem } from '@/features/help/model/heed';

/** One check-in that has not reached the server, or what was added to one that has. */
interface Waiting {
  id: string;
  isNew: boolean;
  /** Of the whole check-in when it is new, else of what was added. */
  body: NewCheckIn | CheckInChanges;
  /** Why the server would not take it. It is not sent again by itself, and stays until its person decides. */
  refused?: Refusal;
}

interface Refusal {
  reason: 'too_old' | 'gone' | 'other';
  /** What the server said of it. */
  text: string;
}

/** What was written here and could not be sent. */
export type NotSentEntry = Waiting & { refused: Refusal };

const kind = 'waiting-check-in';

interface WaitingState {
  /** How many go out by themselves. */
  count: number;
  /** What needs a decision. */
  notSent: readonly NotSentEntry[];
}

/** What is kept here for the person signed in. */
export const useWaiting = create<WaitingState>(() => ({ count: 0, notSent: [] }));

// The ids that the server gave to check-ins sent from this page, by the ids the device gave.
const sentIds = new Map<string, string>();

export function sentId(clientId: string): string | null {
  return sentIds.get(clientId) ?? null;
}

export async function keepNew(userId: string, clientId: string, body: NewCheckIn): Promise<void> {
  await keep(userId, kind, clientId, { id: clientId, isNew: true, body } satisfies Waiting);
  await countWaiting(userId);
}

/** What was added to a check-in that the server has, until it can be sent. */
export async function keepChanges(userId: string, checkInId: string, changes: CheckInChanges): Promise<void> {
  const known = await kept<Waiting>(userId, kind, checkInId);
  const body = { ...known?.body, ...changes };
  await keep(userId, kind, checkInId, { id: checkInId, isNew: false, body } satisfies Waiting);
  await countWaiting(userId);
}

/** Adds to a check-in that still waits; false when it has gone out meanwhile. */
export function addToWaiting(userId: string, clientId: string, changes: CheckInChanges): Promise<boolean> {
  return alone(async () => {
    const known = await kept<Waiting>(userId, kind, clientId);
    if (!known) return false;
    await keep(userId, kind, clientId, { ...known, body: { ...known.body, ...changes } });
    return true;
  });
}

export async function dropWaiting(userId: string, id: string): Promise<void> {
  await drop(userId, kind, id);
  await countWaiting(userId);
}

export async function countWaiting(userId: string): Promise<number> {
  const entries = await allKept<Waiting>(userId, kind);
  const notSent = entries.filter((entry): entry is NotSentEntry => entry.refused !== undefined);
  useWaiting.setState({ count: entries.length - notSent.length, notSent });
  return entries.length;
}

/** Sends what waits, each under the id the device gave it: however often it is sent, it is kept once. */
export function sendWaiting(userId: string): Promise<number> {
  return alone(async () => {
    let sent = 0;
    for (const entry of await allKept<Waiting>(userId, kind)) {
      if (entry.refused) continue;
      try {
        await send(entry);
        await drop(userId, kind, entry.id);
        sent += 1;
      } catch (error) {
        heedProblem(error);
        // A refusal concerns this one alone, and it stays; anything else would stop the next one too.
        if (!isRefusal(error)) break;
        await keep(userId, kind, entry.id, { ...entry, refused: refusalOf(entry, error) } satisfies Waiting);
      }
    }
    await countWaiting(userId);
    return sent;
  });
}

/** As a check-in of now, which the server takes. */
export async function sendAsOfNow(userId: string, entry: NotSentEntry): Promise<void> {
  await alone(async () => {
    const body = { ...entry.body } as NewCheckIn;
    delete body.occurred_at;
    try {
      heedAnswer(await createCheckIn(body));
    } catch (error) {
      heedProblem(error);
      throw error;
    }
    await drop(userId, kind, entry.id);
  });
  await countWaiting(userId);
}

/** Puts back what was deleted a moment ago. */
export async function keepNotSent(userId: string, entry: NotSentEntry): Promise<void> {
  await keep(userId, kind, entry.id, entry);
  await countWaiting(userId);
}

const longestAgoMilliseconds = 7 * 24 * 3_600_000;

function refusalOf({ isNew, body }: Waiting, error: unknown): Refusal {
  const text = isProblem(error) ? (Object.values(error.fieldErrors)[0]?.[0] ?? error.title) : '';
  if (!isNew) return { reason: isProblem(error) && error.status === 404 ? 'gone' : 'other', text };
  const moment = 'occurred_at' in body && body.occurred_at ? Date.parse(body.occurred_at) : Date.now();
  return { reason: moment < Date.now() - longestAgoMilliseconds ? 'too_old' : 'other', text };
}

// Signed out, too slow, too often: another time it may go through.
const passing = [401, 408, 425, 429];

/** Refused for what it says: sending the same again would not help. */
export function isRefusal(error: unknown): boolean {
  return isProblem(error) && error.status >= 400 && error.status < 500 && !passing.includes(error.status);
}

async function send({ id, isNew, body }: Waiting): Promise<void> {
  if (!isNew) {
    heedAnswer(await changeCheckIn(id, body));
    return;
  }
  const answer = await createCheckIn(body as NewCheckIn);
  sentIds.set(id, answer.checkin.id);
  heedAnswer(answer);
}

let last: Promise<unknown> = Promise.resolve();

/** One at a time, across tabs where the browser can. */
function alone<Result>(work: () => Promise<Result>): Promise<Result> {
  const run = async (): Promise<Result> =>
    'locks' in navigator ? await navigator.locks.request('halcyon.waiting-check-ins', work) : work();
  const next = last.then(run, run);
  last = next.catch(() => undefined);
  return next;
}
