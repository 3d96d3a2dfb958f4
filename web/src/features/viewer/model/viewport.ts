/** Which stretch of the recording is on screen. Positions are seconds from the first sample. */
export interface Viewport {
  fromSeconds: number;
  pageSeconds: number;
}

export const pageChoicesSeconds = [5, 10, 15, 20, 30, 60, 300] as const;
const shortestPageSeconds = 0.05;

export function secondsToPixels(seconds: number, viewport: Viewport, widthPixels: number): number {
  return ((seconds - viewport.fromSeconds) / viewport.pageSeconds) * widthPixels;
}

export function pixelsToSeconds(pixels: number, viewport: Viewport, widthPixels: number): number {
  return viewport.fromSeconds + (pixels / Math.max(1, widthPixels)) * viewport.pageSeconds;
}

/** The nearest viewport that lies inside the recording; a page longer than the recording starts at its start. */
export function clampViewport(viewport: Viewport, durationSeconds: number): Viewport {
  const longest = Math.max(shortestPageSeconds, durationSeconds);
  const pageSeconds = clamp(finiteOr(viewport.pageSeconds, 10), shortestPageSeconds, Math.max(longest, 1));
  const latest = Math.max(0, durationSeconds - pageSeconds);
  return { pageSeconds, fromSeconds: clamp(finiteOr(viewport.fromSeconds, 0), 0, latest) };
}

/** Zooms by `factor` (above 1 shows more time) and keeps the moment under the cursor where it is. */
export function zoomAround(
  viewport: Viewport,
  atSeconds: number,
  factor: number,
  durationSeconds: number,
): Viewport {
  const wanted = clamp(viewport.pageSeconds * factor, shortestPageSeconds, Math.max(1, durationSeconds));
  const fraction = (atSeconds - viewport.fromSeconds) / viewport.pageSeconds;
  return clampViewport({ pageSeconds: wanted, fromSeconds: atSeconds - fraction * wanted }, durationSeconds);
}

export function moveBy(viewport: Viewport, seconds: number, durationSeconds: number): Viewport {
  return clampViewport({ ...viewport, fromSeconds: viewport.fromSeconds + seconds }, durationSeconds);
}

/** Shows `seconds` in the left third unless it is already comfortably on screen. */
export function bringIntoView(viewport: Viewport, seconds: number, durationSeconds: number): Viewport {
  const margin = viewport.pageSeconds * 0.05;
  const visible =
    seconds >= viewport.fromSeconds + margin &&
    seconds <= viewport.fromSeconds + viewport.pageSeconds - margin;
  return visible
    ? viewport
    : clampViewport({ ...viewport, fromSeconds: seconds - viewport.pageSeconds * 0.3 }, durationSeconds);
}

/** The next longer (+1) or shorter (-1) page; the whole recording follows the longest choice. */
export function stepPage(pageSeconds: number, direction: 1 | -1, durationSeconds: number): number {
  const choices = [...pageChoicesSeconds.filter((choice) => choice < durationSeconds), durationSeconds];
  const next =
    direction > 0
      ? choices.find((choice) => choice > pageSeconds * 1.001)
      : choices.findLast((choice) => choice < pageSeconds * 0.999);
  return next ?? pageSeconds;
}

const tickSteps = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800,
  3600, 7200, 10800, 21600, 43200, 86400,
];

/** Seconds between labelled ticks so that labels stand at least `labelPixels` apart. */
export function tickStepSeconds(viewport: Viewport, widthPixels: number, labelPixels: number): number {
  const least = (labelPixels / Math.max(1, widthPixels)) * viewport.pageSeconds;
  return tickSteps.find((step) => step >= least) ?? Math.ceil(least / 86400) * 86400;
}

/** Moments of the ticks inside the viewport, computed from whole multiples so that they never drift. */
export function ticks(viewport: Viewport, stepSeconds: number): number[] {
  const first = Math.ceil(viewport.fromSeconds / stepSeconds - 1e-9);
  const last = Math.floor((viewport.fromSeconds + viewport.pageSeconds) / stepSeconds + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * stepSeconds);
}

export function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(Math.max(value, lowest), highest);
}

function finiteOr(value: number, otherwise: number): number {
  return Number.isFinite(value) ? value : otherwise;
}
