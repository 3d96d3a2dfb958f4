import { useEffect, useRef } from 'react';
import type { Stage } from './stages';
import type { RunControl } from './useRun';

const notHere = 'input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=radiogroup]';
const pressable = 'button, a, label, summary';

/** Space pauses, the arrow keys go back and on, Esc stops; what somebody types stays theirs. Null: no keys now. */
export function usePlayerKeys(
  control: RunControl,
  stages: readonly Stage[],
  stop: (() => void) | null,
): void {
  const latest = useRef({ control, stages, stop });
  useEffect(() => {
    latest.current = { control, stages, stop };
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { control, stages, stop } = latest.current;
      if (stop === null || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest(notHere)) return;
      if (event.key === ' ' && target?.closest(pressable)) return;
      const act = actionOf(event.key, control, stages, stop);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function actionOf(
  key: string,
  control: RunControl,
  stages: readonly Stage[],
  stop: () => void,
): (() => void) | null {
  switch (key) {
    case ' ':
      if (control.stage?.seconds == null) return null;
      return control.isPaused ? control.resume : control.pause;
    case 'ArrowRight':
      // The last screen is left by a press that says so.
      return control.run.index < stages.length - 1 ? control.next : null;
    case 'ArrowLeft':
      return control.run.index > 0 ? control.back : null;
    case 'Escape':
      return stop;
    default:
      return null;
  }
}
