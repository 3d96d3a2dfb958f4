import { useRef } from 'react';
import { showToast } from '@/components/toasts';
import { isProblem } from '@/lib/api/problem';
import { drop, keep, kept } from '@/lib/deviceStore/deviceStore';
import { deviceUser } from '@/lib/deviceStore/deviceUser';
import { t } from '@/lib/messages/t';
import { useLeaving } from '@/lib/useLeaving';
import { hearDraft } from '../api/hearDraft';
import { heedAnswer, heedProblem } from './heed';
import { openHelp } from './helpSheet';

const unheardId = 'unheard-words';
/** As many fields as the server takes at once. */
const mostWords = 60;
/** Leaving the same words twice from one page is one call for help. */
const heardHere = new Set<string>();

/** Words that are left without being kept are heard all the same; leaving never waits for it. */
export function useHeardWhenLeft(userId: string | null, words: readonly string[]): () => void {
  const isKept = useRef(false);
  useLeaving((isPageLeft) => {
    if (userId !== null && !isKept.current) void hearLeftWords(userId, words, isPageLeft);
  });
  /** To be called once the words are kept: then they were heard with what they were kept in. */
  return () => {
    isKept.current = true;
  };
}

async function hearLeftWords(userId: string, words: readonly string[], isPageLeft: boolean): Promise<void> {
  const said = words.map((word) => word.trim()).filter((word) => word !== '');
  const name = JSON.stringify([userId, said]);
  if (said.length === 0 || heardHere.has(name)) return;
  heardHere.add(name);
  // Nobody sees the answer on a page that is gone: it is asked again where the app is next opened.
  if (isPageLeft) void keepUnheard(userId, said);
  try {
    heed(await hearDraft(said, isPageLeft));
  } catch (error) {
    heedProblem(error);
    if (wasRead(error)) return;
    heardHere.delete(name);
    await keepUnheard(userId, said);
    showToast({ text: t('help.unheard'), action: { label: t('help.open'), onPress: openHelp } });
  }
}

/** Has read what could not be read when it was left. */
export async function hearUnheard(userId: string): Promise<void> {
  const words = await kept<string[]>(userId, 'draft', unheardId);
  if (words === null) return;
  try {
    const answer = await hearDraft(words, false);
    heed(answer);
  } catch (error) {
    heedProblem(error);
    if (!wasRead(error)) return;
  }
  await drop(userId, 'draft', unheardId);
}

function heed(answer: Awaited<ReturnType<typeof hearDraft>>): void {
  heedAnswer(answer);
  if (answer.crisis?.response === 'offer_safety_check')
    showToast({ text: t('help.maybe'), action: { label: t('help.open'), onPress: openHelp } });
}

/** A request that is refused for what it holds has been read first. */
function wasRead(error: unknown): boolean {
  return isProblem(error) && [400, 413, 422].includes(error.status);
}

/** For who is here only: nothing is left on a device that somebody has signed out of. */
async function keepUnheard(userId: string, said: readonly string[]): Promise<void> {
  if (deviceUser() !== userId) return;
  const before = await kept<string[]>(userId, 'draft', unheardId).catch(() => null);
  const all = [...new Set([...(before ?? []), ...said])].slice(-mostWords);
  await keep(userId, 'draft', unheardId, all).catch(() => undefined);
}
