/**
 * Times of a recording as text. The clock time of a recording is the wall clock where it was made, without a zone,
 * so it is never moved into the reader's zone.
 */

/** Clock time of a moment of the recording, or null when the file does not say when it began. */
export function clockText(startTime: string | null, seconds: number, decimals = 0): string | null {
  const start = wallClockMilliseconds(startTime);
  if (start === null) {
    return null;
  }
  const moment = new Date(start + Math.round(seconds * 10 ** decimals) * 10 ** (3 - decimals));
  const text = moment.toISOString();
  return decimals > 0 ? text.slice(11, 20 + decimals) : text.slice(11, 19);
}

/** "2009-08-12" of a moment of the recording. */
export function dateText(startTime: string | null, seconds: number): string | null {
  const start = wallClockMilliseconds(startTime);
  return start === null ? null : new Date(start + seconds * 1000).toISOString().slice(0, 10);
}

function wallClockMilliseconds(startTime: string | null): number | null {
  const parts =
    startTime === null ? null : /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?)/.exec(startTime);
  const milliseconds = parts ? Date.parse(`${parts[1]}T${parts[2]}Z`) : Number.NaN;
  return Number.isFinite(milliseconds) ? milliseconds : null;
}

/** Decimals worth showing for a page of this length: a pixel of a 10 s page is about 8 ms. */
export function timeDecimals(pageSeconds: number): number {
  return pageSeconds <= 2 ? 3 : pageSeconds <= 30 ? 2 : pageSeconds <= 120 ? 1 : 0;
}
