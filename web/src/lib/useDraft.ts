import { useCallback, useMemo, useState } from 'react';
import { useSession } from './api/session';
import { dropDraft, keepDraft, readDraft } from './drafts';

interface Draft<Value> {
  /** What was kept when this began, or null. */
  kept: Value | null;
  keep: (value: Value) => void;
  drop: () => void;
}

/** Keeps what the one who is signed in now is writing, until it is saved or given up. */
export function useKeptDraft<Value>(name: string): Draft<Value> {
  // Whose it is does not change while the session ends around it.
  const [ownerId] = useState(() => useSession.getState().user?.id ?? null);
  const [kept] = useState(() => (ownerId === null ? null : (readDraft(ownerId, name) as Value | null)));
  return useMemo(
    () => ({
      kept,
      keep: (value) => (ownerId === null ? undefined : keepDraft(ownerId, name, value)),
      drop: () => (ownerId === null ? undefined : dropDraft(ownerId, name)),
    }),
    [kept, name, ownerId],
  );
}

/** State that outlives an automatic sign-out. Call the last one when it is saved or given up. */
export function useDraft<Value>(name: string, initial: Value): [Value, (value: Value) => void, () => void] {
  const { kept, keep, drop } = useKeptDraft<Value>(name);
  const [value, setValue] = useState(kept ?? initial);
  const change = useCallback(
    (changed: Value) => {
      setValue(changed);
      keep(changed);
    },
    [keep],
  );
  return [value, change, drop];
}
