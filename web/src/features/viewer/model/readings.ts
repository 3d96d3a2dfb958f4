import type { SignalChannel, SignalWindow } from './signalFormat';

/** What the crosshair and the ruler read off the samples that are on screen. */

/** The value nearest to a moment; of a min/max pair its middle. Null in a gap or outside. */
export function valueAt(channel: SignalChannel, seconds: number): number | null {
  const isPair = channel.layout === 'min_max';
  const position = (seconds - channel.firstSampleSeconds) / channel.stepSeconds;
  const index = isPair ? Math.floor(position) : Math.round(position);
  if (index < 0 || index >= channel.count) {
    return null;
  }
  const value = isPair
    ? ((channel.values[index * 2] ?? Number.NaN) + (channel.values[index * 2 + 1] ?? Number.NaN)) / 2
    : (channel.values[index] ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}

/** Highest minus lowest value of one channel between two moments, over all windows; null where nothing was recorded. */
export function peakToPeak(
  windows: readonly SignalWindow[],
  channelPosition: number,
  fromSeconds: number,
  toSeconds: number,
): number | null {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const window of windows) {
    const channel = window.channels[channelPosition];
    if (!channel) {
      continue;
    }
    const { first, end } = indexRange(channel, fromSeconds, toSeconds);
    const valuesPerStep = channel.layout === 'min_max' ? 2 : 1;
    for (let index = first * valuesPerStep; index < end * valuesPerStep; index++) {
      const value = channel.values[index] ?? Number.NaN;
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
  }
  return highest >= lowest ? highest - lowest : null;
}

/** Steps of a channel whose moment lies in [from, to], as [first, end). */
export function indexRange(
  channel: SignalChannel,
  fromSeconds: number,
  toSeconds: number,
): { first: number; end: number } {
  const first = Math.ceil((fromSeconds - channel.firstSampleSeconds) / channel.stepSeconds - 1e-6);
  const end = Math.floor((toSeconds - channel.firstSampleSeconds) / channel.stepSeconds + 1e-6) + 1;
  const clippedFirst = Math.min(Math.max(0, first), channel.count);
  return { first: clippedFirst, end: Math.max(clippedFirst, Math.min(channel.count, end)) };
}

export interface Measurement {
  seconds: number;
  /** One over the time: the frequency of a wave that fills it. Null for no time at all. */
  frequencyHz: number | null;
  peakToPeak: number | null;
}

export function measure(
  windows: readonly SignalWindow[],
  channelPosition: number,
  oneEndSeconds: number,
  otherEndSeconds: number,
): Measurement {
  const from = Math.min(oneEndSeconds, otherEndSeconds);
  const to = Math.max(oneEndSeconds, otherEndSeconds);
  const seconds = to - from;
  return {
    seconds,
    frequencyHz: seconds > 0 ? 1 / seconds : null,
    peakToPeak: peakToPeak(windows, channelPosition, from, to),
  };
}

/** "−12.4 µV": three significant digits, the unit as written by people. */
export function amplitudeText(value: number, unit: string): string {
  const size = Math.abs(value);
  const decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  const rounded = Number(value.toFixed(decimals));
  const number = rounded < 0 ? `−${(-rounded).toFixed(decimals)}` : Math.abs(rounded).toFixed(decimals);
  return unit === '' ? number : `${number} ${unitText(unit)}`;
}

export function unitText(unit: string): string {
  if (unit === 'uV' || unit === 'μV') return 'µV';
  return unit.toLowerCase() === 'degc' ? '°C' : unit;
}
