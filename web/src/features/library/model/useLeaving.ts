import { useEffect, useRef } from 'react';

/** Calls this once its screen is left: for another one, or with the page. */
export function useLeaving(onLeave: () => void): void {
  const latest = useRef(onLeave);
  const isHere = useRef(false);
  useEffect(() => {
    latest.current = onLeave;
  });
  useEffect(() => {
    isHere.current = true;
    const leave = () => latest.current();
    window.addEventListener('pagehide', leave);
    return () => {
      isHere.current = false;
      window.removeEventListener('pagehide', leave);
      // Strict mode takes a component out and puts it back at once; that is not leaving.
      queueMicrotask(() => (isHere.current ? undefined : leave()));
    };
  }, []);
}
