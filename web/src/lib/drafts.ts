// What somebody has begun to write and not yet saved, kept in this tab alone: an automatic sign-out then loses none of it.
// It is theirs only: signing out, or somebody else signing in, forgets it.
const prefix = 'halcyon.draft.';

export function readDraft(ownerId: string, name: string): unknown {
  try {
    const kept = sessionStorage.getItem(keyOf(ownerId, name));
    return kept === null ? null : JSON.parse(kept);
  } catch {
    return null;
  }
}

export function keepDraft(ownerId: string, name: string, value: unknown): void {
  try {
    sessionStorage.setItem(keyOf(ownerId, name), JSON.stringify(value));
  } catch {
    // Without storage, or when it is full, the field itself still holds it.
  }
}

export function dropDraft(ownerId: string, name: string): void {
  try {
    sessionStorage.removeItem(keyOf(ownerId, name));
  } catch {
    // Nothing was kept.
  }
}

/** Forgets everybody's, or everybody's but this person's. */
export function forgetDrafts(exceptOwnerId: string | null = null): void {
  try {
    const keys = Array.from({ length: sessionStorage.length }, (_, index) => sessionStorage.key(index) ?? '');
    for (const key of keys) {
      const isOwn = exceptOwnerId !== null && key.startsWith(keyOf(exceptOwnerId, ''));
      if (key.startsWith(prefix) && !isOwn) sessionStorage.removeItem(key);
    }
  } catch {
    // Nothing was kept.
  }
}

function keyOf(ownerId: string, name: string): string {
  return `${prefix}${ownerId}.${name}`;
}
