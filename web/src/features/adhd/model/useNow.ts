import { useEffect, useState } from 'react';

const tickMilliseconds = 250;

/** The moment that is drawn: it moves while something runs, and at once when a sleeping tab wakes. */
export function useNow(isMoving: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isMoving) return;
    const update = () => setNow(Date.now());
    update();
    const timer = setInterval(update, tickMilliseconds);
    document.addEventListener('visibilitychange', update);
    window.addEventListener('focus', update);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', update);
      window.removeEventListener('focus', update);
    };
  }, [isMoving]);
  return now;
}
