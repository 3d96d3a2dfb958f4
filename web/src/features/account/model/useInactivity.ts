import { useEffect, useState } from 'react';
import { lastActivity, noteActivity, onActivityElsewhere } from '@/lib/api/activity';
import { endInactiveSession } from '@/lib/api/session';
import { stageAt } from './inactivity';

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focusin'] as const;
const returns = ['focus', 'pageshow', 'online'] as const;
// Often enough for other tabs to know, seldom enough to cost nothing.
const noteEveryMilliseconds = 5000;
const longestTimerMilliseconds = 60_000;

/** Signs out whoever is away. Gives the seconds that are left while a warning should be in view, else null. */
export function useInactivity(): number | null {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  useEffect(() => watch(setSecondsLeft), []);
  return secondsLeft;
}

function watch(show: (secondsLeft: number | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWarning = false;
  if (lastActivity() === null) noteActivity();

  const check = () => {
    clearTimeout(timer);
    const stage = stageAt(Date.now(), lastActivity() ?? Date.now());
    isWarning = stage.step === 'warning';
    show(stage.step === 'warning' ? stage.secondsLeft : null);
    if (stage.step === 'over') void endInactiveSession();
    // A long timer sleeps with the computer; short ones notice soon after it wakes.
    else {
      const next = stage.step === 'warning' ? 1000 : stage.nextMilliseconds;
      timer = setTimeout(check, Math.min(next, longestTimerMilliseconds));
    }
  };

  const onSign = () => {
    const now = Date.now();
    const last = lastActivity() ?? now;
    // The press that wakes a computer comes too late, and the warning is answered by its own button.
    if (isWarning || stageAt(now, last).step !== 'active') check();
    else if (now - last > noteEveryMilliseconds || now < last) noteActivity(now);
  };
  const onVisible = () => (document.visibilityState === 'visible' ? check() : undefined);

  for (const sign of signs) document.addEventListener(sign, onSign, { capture: true, passive: true });
  for (const name of returns) window.addEventListener(name, check);
  document.addEventListener('visibilitychange', onVisible);
  const stopListening = onActivityElsewhere(check);
  check();
  return () => {
    clearTimeout(timer);
    for (const sign of signs) document.removeEventListener(sign, onSign, { capture: true });
    for (const name of returns) window.removeEventListener(name, check);
    document.removeEventListener('visibilitychange', onVisible);
    stopListening();
  };
}
