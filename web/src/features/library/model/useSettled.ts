import { useEffect, useState } from 'react';

const settleMilliseconds = 220;

/** The value once it has stood still for a moment, so that not every letter is a request. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMilliseconds);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
