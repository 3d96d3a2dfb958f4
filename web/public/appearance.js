// Runs before the first paint so that a chosen look never flashes; a file of its own because the
// Content-Security-Policy allows no inline script. lib/appearance/appearance.ts says the same later on.
(function () {
  var root = document.documentElement;
  var chosen = {};
  try {
    chosen = (JSON.parse(localStorage.getItem('halcyon.appearance') || '{}') || {}).state || {};
  } catch {
    // Storage is closed or holds something else: what the system asks for is right then.
  }
  var grounds = { calm_light: 'light', calm_dark: 'dark', warm_evening: 'evening' };
  var dark = matchMedia('(prefers-color-scheme: dark)').matches;
  var contrast = matchMedia('(prefers-contrast: more)').matches;
  root.dataset.theme = grounds[chosen.theme] || (dark ? 'dark' : 'light');
  root.dataset.contrast = chosen.highContrast === true || contrast ? 'more' : 'standard';
  root.dataset.typeface = typeof chosen.typeface === 'string' ? chosen.typeface : 'inter';
  root.dataset.motion = chosen.reduceMotion === true ? 'none' : chosen.animationSpeed || 'normal';
  if (chosen.fontSizePixels >= 12 && chosen.fontSizePixels <= 32)
    root.style.setProperty('--size-scale', String(chosen.fontSizePixels / 16));
})();
