import { create } from 'zustand';
import { isRefusal } from '@/features/checkins/model/waiting';
import { heedAnswer, heedProblem } from '@/features/help/model/heed';
import { isProblem } from '@/lib/api/problem';
import { allKept, drop, keep, outlivesThePage } from '@/lib/deviceStore/deviceStore';
import { newId } from '@/lib/newId';
import { logMasking, logSensoryLoad, type NewMasking, type NewSensoryLoad } from '../api/moments';
import { markItem, type Mark } from '../api/routine';

/** One thing logged with a tool; its id is the device's own, so that sending it twice keeps it once. */
export type Log =
  | { to: 'sensory'; body: NewSensoryLoad }
  | { to: 'masking'; body: NewMasking }
  /** Of one item on one day the last mark counts. */
  | { to: 'mark'; itemId: string; date: string; mark: Mark | null };

export interface WaitingLog {
  id: string;
  log: Log;
  /** What the server said, where it would not take it. It stays until its person decides. */
  refused?: string;
}

const kind = 'waiting-log';

export const useWaitingLogs = create<{ entries: readonly WaitingLog[] }>(() => ({ entries: [] }));

export type SavedLog =
  /** With the server; `id` is what it is undone by. */
  | { state: 'sent'; id: string }
  /** On this device; `lasts` says whether it outlives the page. */
  | { state: 'kept'; id: string; lasts: boolean };

/** Keeps it on the device first, then with the server. Throws only when it is kept nowhere. */
export async function saveLog(userId: string, log: Log): Promise<SavedLog> {
  const id = log.to === 'mark' ? `${log.itemId} ${log.date}` : newId();
  const named = log.to === 'mark' ? log : withId(log, id);
  const entry: WaitingLog = { id, log: log.to === 'mark' ? log : at(named, new Date().toISOString()) };
  const isKept = await keep(userId, kind, id, entry)
    .then(() => true)
    .catch(() => false);
  try {
    // The server's clock says when, as long as it is now.
    const sentAs = await send(named);
    if (isKept) await dropLog(userId, id);
    return { state: 'sent', id: sentAs ?? id };
  } catch (error) {
    heedProblem(error);
    if (isKept && !isRefusal(error)) {
      await countLogs(userId);
      return { state: 'kept', id, lasts: outlivesThePage() };
    }
    if (isKept) await dropLog(userId, id);
    throw error;
  }
}

export async function dropLog(userId: string, id: string): Promise<void> {
  await drop(userId, kind, id);
  await countLogs(userId);
}

export async function countLogs(userId: string): Promise<number> {
  const entries = await allKept<WaitingLog>(userId, kind);
  useWaitingLogs.setState({ entries });
  return entries.length;
}

/** Sends what waits; answers how much of it went. */
export function sendLogs(userId: string): Promise<number> {
  return alone(async () => {
    let sent = 0;
    for (const entry of await allKept<WaitingLog>(userId, kind)) {
      if (entry.refused !== undefined) continue;
      try {
        await send(entry.log);
        await drop(userId, kind, entry.id);
        sent += 1;
      } catch (error) {
        heedProblem(error);
        // A refusal concerns this one alone, and it stays; anything else would stop the next one too.
        if (!isRefusal(error)) break;
        const refused = isProblem(error) ? (Object.values(error.fieldErrors)[0]?.[0] ?? error.title) : '';
        await keep(userId, kind, entry.id, { ...entry, refused } satisfies WaitingLog);
      }
    }
    await countLogs(userId);
    return sent;
  });
}

/** What was refused for its age, as of this moment. */
export async function sendLogAsOfNow(userId: string, entry: WaitingLog): Promise<void> {
  await send(at(entry.log, null));
  await dropLog(userId, entry.id);
}

function withId(log: Exclude<Log, { to: 'mark' }>, id: string): Log {
  return log.to === 'sensory'
    ? { to: 'sensory', body: { ...log.body, client_id: id } }
    : { to: 'masking', body: { ...log.body, client_id: id } };
}

function at(log: Log, moment: string | null): Log {
  if (log.to === 'sensory') return { to: 'sensory', body: { ...log.body, occurred_at: moment } };
  if (log.to === 'masking') return { to: 'masking', body: { ...log.body, occurred_at: moment } };
  return log;
}

/** Answers the server's id. */
async function send(log: Log): Promise<string | null> {
  if (log.to === 'mark') {
    await markItem(log.itemId, log.date, log.mark);
    return null;
  }
  const answer = await (log.to === 'sensory' ? logSensoryLoad(log.body) : logMasking(log.body));
  heedAnswer(answer);
  return answer.entry.id;
}

let last: Promise<unknown> = Promise.resolve();

/** One at a time, across tabs where the browser can. */
function alone<Result>(work: () => Promise<Result>): Promise<Result> {
  const run = async (): Promise<Result> =>
    'locks' in navigator ? await navigator.locks.request('halcyon.waiting-logs', work) : work();
  const next = last.then(run, run);
  last = next.catch(() => undefined);
  return next;
}
