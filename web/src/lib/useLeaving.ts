import { useEffect, useRef } from 'react';

/** Calls this once its screen is left: for another one, or, where it says so, with the page. */
export function useLeaving(onLeave: (isPageLeft: boolean) => void): void {
  const latest = useRef(onLeave);
  const isHere = useRef(false);
  useEffect(() => {
    latest.current = onLeave;
  });
  useEffect(() => {
    isHere.current = true;
    const leavePage = () => latest.current(true);
    window.addEventListener('pagehide', leavePage);
    return () => {
      isHere.current = false;
      window.removeEventListener('pagehide', leavePage);
      // Strict mode takes a component out and puts it back at once; that is not leaving.
      queueMicrotask(() => (isHere.current ? undefined : latest.current(false)));
    };
  }, []);
}
