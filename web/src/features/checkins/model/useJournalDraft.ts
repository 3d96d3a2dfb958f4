import { useEffect, useRef, useState } from 'react';
import { drop, keep, kept } from '@/lib/deviceStore/deviceStore';

const pauseMilliseconds = 600;

/** Words that are being written: kept on this device as they are, for this person alone, until they are sent. */
export function useJournalDraft(userId: string, id: string, initial: string) {
  const [text, setText] = useState(initial);
  const [isKept, setKept] = useState(false);
  const [isLookedFor, setLookedFor] = useState(false);
  const [isFound, setFound] = useState(false);
  const [isUntouched, setUntouched] = useState(true);
  const isTouched = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef('');

  useEffect(() => {
    let isHere = true;
    void kept<string>(userId, 'draft', id)
      .catch(() => null)
      .then((draft) => {
        if (!isHere) return;
        setLookedFor(true);
        // What is typed meanwhile is newer.
        if (isTouched.current || draft === null) return;
        latest.current = draft;
        setText(draft);
        setKept(true);
        setFound(true);
      });
    return () => {
      isHere = false;
      if (timer.current === null) return;
      clearTimeout(timer.current);
      timer.current = null;
      void keep(userId, 'draft', id, latest.current).catch(() => undefined);
    };
  }, [userId, id]);

  const write = (typed: string) => {
    isTouched.current = true;
    latest.current = typed;
    setText(typed);
    setKept(false);
    setUntouched(false);
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = null;
      const done = typed === '' ? drop(userId, 'draft', id) : keep(userId, 'draft', id, typed);
      void done.then(() => setKept(typed !== '')).catch(() => undefined);
    }, pauseMilliseconds);
  };

  const clear = async () => {
    // Never words that nobody has seen yet.
    if (!isLookedFor && !isTouched.current) return;
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    await drop(userId, 'draft', id).catch(() => undefined);
  };

  const discard = () => {
    void clear();
    setText(initial);
    setKept(false);
    setUntouched(false);
  };

  return {
    text,
    write,
    clear,
    discard,
    isKept,
    /** Words of another time were here when this began. */
    isFound,
    /** They are those of another time still, as they were. */
    isFromBefore: isFound && isUntouched,
  };
}
