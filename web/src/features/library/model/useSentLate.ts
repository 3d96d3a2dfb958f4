import { useEffect, useRef, useState } from 'react';
import { useLeaving } from '@/lib/useLeaving';

/** Long enough to change one's mind. */
const waitMilliseconds = 30_000;

export type Sending = 'waiting' | 'sending' | 'sent' | { error: unknown };

interface SentLate {
  state: Sending;
  /** Sends it now, once; false where that failed. */
  sendNow: () => Promise<boolean>;
  /** Nothing is sent any more. */
  cancel: () => void;
}

/** Sends something after `wait` milliseconds, or as soon as its screen is left: until then it can be taken back. */
export function useSentLate(send: () => Promise<void>, wait = waitMilliseconds): SentLate {
  const [state, setState] = useState<Sending>('waiting');
  const latest = useRef(send);
  const begun = useRef<Promise<boolean> | null>(null);
  const [sendNow] = useState(() => () => {
    setState('sending');
    begun.current ??= latest.current().then(
      () => {
        setState('sent');
        return true;
      },
      (error: unknown) => {
        begun.current = null;
        setState({ error });
        return false;
      },
    );
    return begun.current;
  });

  useEffect(() => {
    const timer = setTimeout(() => void sendNow(), wait);
    return () => clearTimeout(timer);
  }, [sendNow, wait]);
  useLeaving(() => {
    if (begun.current === null) void sendNow();
  });

  return {
    state,
    sendNow,
    cancel: () => {
      begun.current = Promise.resolve(true);
    },
  };
}
