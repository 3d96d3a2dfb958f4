import { create } from 'zustand';
import { persist } from 'zustand/middleware';

// The words of the server's preferences.
export const themes = ['system', 'calm_light', 'calm_dark', 'warm_evening'] as const;
export const typefaces = ['inter', 'source_serif', 'atkinson_hyperlegible', 'open_dyslexic'] as const;
export const animationSpeeds = ['none', 'slow', 'normal', 'fast'] as const;
export const chimes = ['gentle_chime', 'soft_bell', 'wooden_tap', 'water_drop'] as const;

export type Theme = (typeof themes)[number];
export type Typeface = (typeof typefaces)[number];
export type AnimationSpeed = (typeof animationSpeeds)[number];
export type Chime = (typeof chimes)[number];

export interface Appearance {
  theme: Theme;
  highContrast: boolean;
  typeface: Typeface;
  /** Of running text; everything else keeps its proportion to it. 16 is the size the browser is set to. */
  fontSizePixels: number;
  animationSpeed: AnimationSpeed;
  reduceMotion: boolean;
  soundEnabled: boolean;
  chime: Chime | 'none';
  hapticFeedback: boolean;
}

export const defaultAppearance: Appearance = {
  theme: 'system',
  highContrast: false,
  typeface: 'inter',
  fontSizePixels: 16,
  animationSpeed: 'normal',
  reduceMotion: false,
  soundEnabled: true,
  chime: 'gentle_chime',
  hapticFeedback: true,
};

/** How Halcyon looks and sounds on this device. public/appearance.js reads the same key before the first paint. */
export const useAppearance = create<Appearance>()(
  persist((): Appearance => defaultAppearance, { name: 'halcyon.appearance', version: 1 }),
);

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
const systemContrast = window.matchMedia('(prefers-contrast: more)');

const grounds: Partial<Record<Theme, string>> = {
  calm_light: 'light',
  calm_dark: 'dark',
  warm_evening: 'evening',
};

function apply(appearance: Appearance): void {
  const { dataset, style } = document.documentElement;
  const { theme, highContrast, fontSizePixels } = appearance;
  dataset.theme = grounds[theme] ?? (systemDark.matches ? 'dark' : 'light');
  const wantsContrast = highContrast || systemContrast.matches;
  dataset.contrast = wantsContrast ? 'more' : 'standard';
  dataset.typeface = appearance.typeface;
  dataset.motion = appearance.reduceMotion ? 'none' : appearance.animationSpeed;
  style.setProperty('--size-scale', String(fontSizePixels / defaultAppearance.fontSizePixels));
}

/** Keeps the root element in step with the choice and with the system, for the life of the page. */
export function followAppearance(): void {
  const update = () => apply(useAppearance.getState());
  useAppearance.subscribe(update);
  systemDark.addEventListener('change', update);
  systemContrast.addEventListener('change', update);
  update();
}
