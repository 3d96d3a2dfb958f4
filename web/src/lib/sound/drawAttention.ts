import { useAppearance } from '@/lib/appearance/appearance';
import { playChime } from './chime';

const pulseMilliseconds = 40;

/** A sound and a short pulse of the phone, as far as the person wants them. */
export function drawAttention(): void {
  const { soundEnabled, chime, hapticFeedback } = useAppearance.getState();
  if (soundEnabled && chime !== 'none') playChime(chime);
  if (hapticFeedback) pulse();
}

export function pulse(): void {
  if ('vibrate' in navigator) navigator.vibrate(pulseMilliseconds);
}
