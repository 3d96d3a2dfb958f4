import { useSyncExternalStore } from 'react';

/** Calls back whenever the theme in force changes. */
function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-contrast'],
  });
  return () => observer.disconnect();
}

const themeInForce = () =>
  `${document.documentElement.dataset.theme ?? ''} ${document.documentElement.dataset.contrast ?? ''}`;

/** Changes with the theme, so that a canvas knows when to draw itself again. */
export function useThemeInForce(): string {
  return useSyncExternalStore(subscribe, themeInForce);
}

/** The value of a token such as `--trace`, for what cannot use CSS: canvases. */
export function tokenColour(name: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
