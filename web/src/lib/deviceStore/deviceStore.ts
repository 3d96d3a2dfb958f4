import {
  canKeep,
  deleteItem,
  deleteItems,
  deleteKey,
  keyOf,
  readItem,
  readItems,
  writeItem,
} from './database';

// What one person keeps on this device only: drafts, check-ins that wait for the network, the plan for when there is
// none. Encrypted under a key that the browser never gives out. Where a browser can keep nothing, it lasts as long as
// the page does.
type Kind = 'draft' | 'waiting-check-in' | 'waiting-log' | 'routine-day' | 'safety-plan' | 'own-words';

const whilePageLasts = new Map<string, string>();

/** False when what is kept here is gone with the page. */
export function outlivesThePage(): boolean {
  return canKeep();
}

export async function keep(userId: string, kind: Kind, id: string, value: unknown): Promise<void> {
  const key = `${userId}|${kind}|${id}`;
  const text = JSON.stringify(value);
  if (!canKeep()) {
    whilePageLasts.set(key, text);
    return;
  }
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(key) },
    await keyOf(userId),
    new TextEncoder().encode(text),
  );
  await writeItem({ key, iv, sealed });
}

export async function kept<Value>(userId: string, kind: Kind, id: string): Promise<Value | null> {
  const key = `${userId}|${kind}|${id}`;
  if (!canKeep()) return parse(whilePageLasts.get(key)) as Value | null;
  const item = await readItem(key);
  return item ? unseal<Value>(userId, item) : null;
}

export async function allKept<Value>(userId: string, kind: Kind): Promise<Value[]> {
  const prefix = `${userId}|${kind}|`;
  if (!canKeep()) {
    return [...whilePageLasts]
      .filter(([key]) => key.startsWith(prefix))
      .map(([, text]) => JSON.parse(text) as Value);
  }
  const items = await readItems(prefix);
  const values = await Promise.all(items.map((item) => unseal<Value>(userId, item)));
  return values.filter((value) => value !== null);
}

export async function drop(userId: string, kind: Kind, id: string): Promise<void> {
  const key = `${userId}|${kind}|${id}`;
  whilePageLasts.delete(key);
  if (canKeep()) await deleteItem(key);
}

/** Everything of one person, and the key that could have opened it. */
export async function forgetPerson(userId: string): Promise<void> {
  for (const key of [...whilePageLasts.keys()]) if (key.startsWith(`${userId}|`)) whilePageLasts.delete(key);
  if (!canKeep()) return;
  await deleteItems(`${userId}|`);
  await deleteKey(userId);
}

async function unseal<Value>(
  userId: string,
  item: { key: string; iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer },
): Promise<Value | null> {
  try {
    const additionalData = new TextEncoder().encode(item.key);
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: item.iv, additionalData },
      await keyOf(userId),
      item.sealed,
    );
    return parse(new TextDecoder().decode(opened)) as Value | null;
  } catch {
    // Written under a key that is gone: nobody can read it any more.
    return null;
  }
}

function parse(text: string | undefined): unknown {
  return text === undefined ? null : JSON.parse(text);
}
