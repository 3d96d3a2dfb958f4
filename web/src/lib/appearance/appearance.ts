import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type Theme = 'system' | 'light' | 'dark';
export type Typeface = 'inter' | 'atkinson' | 'opendyslexic';

interface Appearance {
  theme: Theme;
  highContrast: boolean;
  typeface: Typeface;
}

/** How Halcyon looks on this device. public/appearance.js reads the same key before the first paint. */
export const useAppearance = create<Appearance>()(
  persist((): Appearance => ({ theme: 'system', highContrast: false, typeface: 'inter' }), {
    name: 'halcyon.appearance',
  }),
);

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
const systemContrast = window.matchMedia('(prefers-contrast: more)');

function apply({ theme, highContrast, typeface }: Appearance): void {
  const { dataset } = document.documentElement;
  const isDark = theme === 'dark' || (theme === 'system' && systemDark.matches);
  dataset.theme = isDark ? 'dark' : 'light';
  dataset.contrast = highContrast || systemContrast.matches ? 'more' : 'standard';
  dataset.typeface = typeface;
}

/** Keeps the root element in step with the choice and with the system, for the life of the page. */
export function followAppearance(): void {
  const update = () => apply(useAppearance.getState());
  useAppearance.subscribe(update);
  systemDark.addEventListener('change', update);
  systemContrast.addEventListener('change', update);
  update();
}
