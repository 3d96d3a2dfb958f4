import { animationSpeeds, chimes, themes, typefaces, type Appearance } from '@/lib/appearance/appearance';
import type { Preferences } from '../api/preferences';

// What somebody who never chose gets from the server. It cannot say so, and a device that follows its system's
// light and dark must not be turned light by an answer that means "nothing chosen".
const untouched: Partial<Preferences> = {
  theme: 'calm_light',
  font_family: 'inter',
  font_size: 16,
  animation_speed: 'normal',
  high_contrast: false,
  sound_enabled: true,
  haptic_feedback: true,
  notification_sound: 'gentle_chime',
  reduce_motion: false,
};

/** How the account wants Halcyon to look, or null when it has never said so. */
export function appearanceOf(preferences: Preferences): Appearance | null {
  if (Object.entries(untouched).every(([name, value]) => preferences[name as keyof Preferences] === value)) {
    return null;
  }
  return {
    theme: oneOf(themes, preferences.theme, 'system'),
    highContrast: preferences.high_contrast,
    typeface: oneOf(typefaces, preferences.font_family, 'inter'),
    fontSizePixels: preferences.font_size,
    animationSpeed: oneOf(animationSpeeds, preferences.animation_speed, 'normal'),
    reduceMotion: preferences.reduce_motion,
    soundEnabled: preferences.sound_enabled,
    chime: oneOf([...chimes, 'none'] as const, preferences.notification_sound, 'gentle_chime'),
    hapticFeedback: preferences.haptic_feedback,
  };
}

export function preferencesOf(appearance: Appearance): Partial<Preferences> {
  return {
    theme: appearance.theme,
    high_contrast: appearance.highContrast,
    font_family: appearance.typeface,
    font_size: appearance.fontSizePixels,
    animation_speed: appearance.animationSpeed,
    reduce_motion: appearance.reduceMotion,
    sound_enabled: appearance.soundEnabled,
    notification_sound: appearance.chime,
    haptic_feedback: appearance.hapticFeedback,
  };
}

/** A newer server may know a value that this version of the app does not. */
function oneOf<Value extends string>(known: readonly Value[], value: string, fallback: Value): Value {
  return known.find((each) => each === value) ?? fallback;
}
