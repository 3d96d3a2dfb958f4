import { useSyncExternalStore } from 'react';
import { useAppearance } from '@/lib/appearance/appearance';

const system = window.matchMedia('(prefers-reduced-motion: reduce)');

function subscribe(onChange: () => void): () => void {
  system.addEventListener('change', onChange);
  return () => system.removeEventListener('change', onChange);
}

/** Whether the system or the person wants things to stand still. */
export function useReducedMotion(): boolean {
  const bySystem = useSyncExternalStore(subscribe, () => system.matches);
  const byChoice = useAppearance((state) => state.reduceMotion || state.animationSpeed === 'none');
  return bySystem || byChoice;
}
