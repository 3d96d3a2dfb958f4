/** jsdom has no media queries: a plain light screen. Loaded before any module that asks at import. */
window.matchMedia = (media) =>
  Object.assign(new EventTarget(), { matches: false, media, onchange: null }) as unknown as MediaQueryList;
