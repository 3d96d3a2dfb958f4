import type { Lane } from './lanes';
import type { ChannelKind, SignalWindow } from './signalFormat';
import { pixelsPerMicrovolt, sensitivitySteps } from './sensitivity';

export type Polarity = 'negative_up' | 'positive_up';

/** Level and spread of one channel, taken once per query so that lanes do not jump while scrolling. */
export interface ChannelSpread {
  median: number;
  /** From the 2nd to the 98th percentile; above 0. */
  span: number;
}

/** y = centre + (value − offset) · pixelsPerUnit, y downwards. */
export interface LaneScale {
  offset: number;
  pixelsPerUnit: number;
  /** True when fitted to the lane instead of following the sensitivity. */
  fitted: boolean;
}

export interface ScaleSettings {
  sensitivity: number;
  pixelsPerMillimetre: number;
  polarity: Polarity;
  gains: Readonly<Record<string, number>>;
  laneHeight: number;
}

/** Brain and eye share the sensitivity; everything else has its own order of magnitude or its own unit. */
export function followsSensitivity(lane: Pick<Lane, 'kind' | 'unit'>): boolean {
  return isVoltage(lane.unit) && (lane.kind === 'eeg' || lane.kind === 'eog');
}

export function isVoltage(unit: string): boolean {
  return unit === 'uV' || unit === 'µV' || unit === 'μV';
}

/** Negative up is the convention of EEG; belts, oximeters and the ECG are read positive up. 1 when so, else -1. */
export function upwards(kind: ChannelKind, polarity: Polarity): 1 | -1 {
  return (kind === 'eeg' || kind === 'eog') && polarity === 'negative_up' ? 1 : -1;
}

export function laneScale(lane: Lane, spread: ChannelSpread | undefined, settings: ScaleSettings): LaneScale {
  const gain = settings.gains[lane.label] ?? 1;
  const sign = upwards(lane.kind, settings.polarity);
  const offset = spread?.median ?? 0;
  if (followsSensitivity(lane)) {
    const size = pixelsPerMicrovolt(settings.sensitivity, settings.pixelsPerMillimetre, gain);
    return { offset, pixelsPerUnit: sign * size, fitted: false };
  }
  const fit = (settings.laneHeight * 0.7) / (spread?.span ?? 1);
  return { offset, pixelsPerUnit: sign * fit * gain, fitted: true };
}

const mostSampled = 4000;

/** Spread of every channel of a window; a channel that is only gaps gets level 0 and span 1. */
export function spreadsOf(window: SignalWindow): Map<string, ChannelSpread> {
  return new Map(window.channels.map((channel) => [channel.label, spreadOf(channel.values)]));
}

export function spreadOf(values: Float32Array): ChannelSpread {
  const stride = Math.max(1, Math.floor(values.length / mostSampled));
  const picked: number[] = [];
  for (let index = 0; index < values.length; index += stride) {
    // An even stride would take only minima from min/max pairs, so both of a pair are looked at.
    for (const value of [values[index], values[index ^ 1]]) {
      if (value !== undefined && Number.isFinite(value)) {
        picked.push(value);
      }
    }
  }
  if (picked.length === 0) {
    return { median: 0, span: 1 };
  }
  const sorted = Float64Array.from(picked).sort();
  const at = (fraction: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(fraction * sorted.length))] ?? 0;
  const span = at(0.98) - at(0.02);
  return { median: at(0.5), span: span > 0 ? span : Math.max(1e-9, Math.abs(at(0.5)) || 1) };
}

/** Larger than this nobody expects a recording to open: 7 µV/mm is the custom. */
const largestStart = 7;
/** How many lanes a typical EEG trace should fill when nobody has chosen a sensitivity yet. */
const typicalLanesFilled = 0.9;

/** The sensitivity step at which the typical EEG lane is readable; null when there is no EEG to judge by. */
export function readableSensitivity(
  lanes: readonly Lane[],
  spreads: ReadonlyMap<string, ChannelSpread>,
  laneHeight: number,
  pixelsPerMillimetre: number,
): number | null {
  const spans = lanes
    .filter((lane) => followsSensitivity(lane) && lane.bad.length === 0)
    .map((lane) => spreads.get(lane.label)?.span ?? 0)
    .filter((span) => span > 0)
    .sort((a, b) => a - b);
  const typical = spans[spans.length >> 1];
  if (typical === undefined) {
    return null;
  }
  const wanted = (typical * pixelsPerMillimetre) / (laneHeight * typicalLanesFilled);
  return (
    sensitivitySteps.find((step) => step >= Math.max(largestStart, wanted * 0.85)) ??
    sensitivitySteps[sensitivitySteps.length - 1] ??
    null
  );
}
