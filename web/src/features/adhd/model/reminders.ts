import { useEffect, useRef, useState } from 'react';
import { drawAttention } from '@/lib/sound/drawAttention';
import type { Focus } from '../api/focus';

/** A page that was asleep for longer says it in words alone. */
const soundedWithinMilliseconds = 60_000;

/** Tells on the page itself that the moment of a pause has come; true until somebody goes on. */
export function useSurface({ reminders_at }: Focus, now: number): [isCome: boolean, goOn: () => void] {
  const [openedAt] = useState(() => Date.now());
  const [goneOnAt, setGoneOnAt] = useState(openedAt);
  const last = reminders_at
    .map((at) => new Date(at).getTime())
    .filter((at) => at <= now && at > openedAt)
    .at(-1);
  const told = useRef<number | null>(null);
  useEffect(() => {
    if (last === undefined || told.current === last) return;
    told.current = last;
    if (Date.now() - last < soundedWithinMilliseconds) drawAttention();
  }, [last]);
  return [last !== undefined && last > goneOnAt, () => setGoneOnAt(Date.now())];
}
