import type { ChannelKind, SignalChannel } from './signalFormat';

/** One trace's strip of the window, as the montage names it. */
export interface Lane {
  label: string;
  unit: string;
  kind: ChannelKind;
  /** Position of the channel in the server's answer. */
  channel: number;
  sourceChannels: readonly number[];
  /** Why the latest analysis calls it bad; empty when it does not. */
  badReasons: readonly string[];
}

export interface BadChannel {
  label: string;
  reasons: readonly string[];
}

/** Where the lanes stand. Heights are CSS pixels; `contentHeight` above the window's height means scrolling. */
export interface LaneLayout {
  laneHeight: number;
  contentHeight: number;
  viewHeight: number;
  scrollTop: number;
}

/** Below this a trace can no longer be told from its neighbour. */
export const shortestLanePixels = 14;

export function lanesOf(
  channels: readonly Pick<SignalChannel, 'label' | 'unit' | 'kind' | 'sourceChannels'>[],
  hiddenLabels: ReadonlySet<string>,
  badChannels: readonly BadChannel[],
  recordedLabels: readonly string[],
): Lane[] {
  const reasonsByLabel = new Map(badChannels.map((bad) => [bad.label, bad.reasons]));
  return channels
    .map(({ label, unit, kind, sourceChannels }, channel) => ({
      label,
      unit,
      kind,
      channel,
      sourceChannels,
      badReasons: reasonsFor(label, sourceChannels, reasonsByLabel, recordedLabels),
    }))
    .filter((lane) => !hiddenLabels.has(lane.label));
}

/**
 * A derivation is suspect when one of the two electrodes it is named for is bad. References made of many channels
 * (average, Laplacian) are not: nearly every lane would be marked and the mark would say nothing.
 */
function reasonsFor(
  label: string,
  sources: readonly number[],
  reasonsByLabel: ReadonlyMap<string, readonly string[]>,
  recordedLabels: readonly string[],
): readonly string[] {
  const own = reasonsByLabel.get(label);
  if (own) {
    return own;
  }
  const suspects = sources.length <= 2 ? sources : sources.slice(0, 1);
  return suspects.flatMap((source) => {
    const name = recordedLabels[source];
    const reasons = name === undefined ? undefined : reasonsByLabel.get(name);
    return reasons && name !== undefined ? [`${name}: ${reasons.join(', ')}`] : [];
  });
}

export function layOut(laneCount: number, viewHeight: number, scrollTop: number): LaneLayout {
  const laneHeight = laneCount === 0 ? viewHeight : Math.max(shortestLanePixels, viewHeight / laneCount);
  const contentHeight = laneCount * laneHeight;
  const furthest = Math.max(0, contentHeight - viewHeight);
  return { laneHeight, contentHeight, viewHeight, scrollTop: Math.min(Math.max(0, scrollTop), furthest) };
}

/** Vertical centre of a lane inside the window. */
export function laneCentre(layout: LaneLayout, position: number): number {
  return (position + 0.5) * layout.laneHeight - layout.scrollTop;
}

/** First and one past the last lane that touch the window, with one more on each side for traces that reach over. */
export function lanesInView(layout: LaneLayout, laneCount: number): { first: number; end: number } {
  const first = Math.floor(layout.scrollTop / layout.laneHeight) - 1;
  const end = Math.ceil((layout.scrollTop + layout.viewHeight) / layout.laneHeight) + 1;
  return { first: Math.max(0, first), end: Math.min(laneCount, end) };
}

/** The lane under a height, or -1 outside all of them. */
export function laneAt(layout: LaneLayout, laneCount: number, y: number): number {
  const position = Math.floor((y + layout.scrollTop) / layout.laneHeight);
  return position >= 0 && position < laneCount ? position : -1;
}
