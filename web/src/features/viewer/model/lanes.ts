import type { ChannelKind, SignalChannel } from './signalFormat';

/** One trace's strip of the window, as the montage names it. */
export interface Lane {
  label: string;
  unit: string;
  kind: ChannelKind;
  /** Position of the channel in the server's answer. */
  channel: number;
  sourceChannels: readonly number[];
  /** Its label and the recorded channels it is named for. */
  names: readonly string[];
  /** The channels in it that the latest analysis calls bad: itself, or an electrode it is named for. */
  bad: readonly BadChannel[];
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
  /** Room above the first and below the last lane, for what swings out of them. */
  edge: number;
}

/** Their names are buttons (WCAG 2.2, 2.5.8) and neighbouring traces must not run into each other: more lanes than fit are scrolled. */
export const shortestLanePixels = 24;
/** Below this a trace can no longer be told from its neighbour, even where all are wanted on one page. */
const thinnestLanePixels = 9;

/** How many lanes share a page: as many as can be read, all of them, or this many. */
export type LanesPerPage = 'readable' | 'all' | number;
export const lanesPerPageChoices: readonly LanesPerPage[] = ['readable', 8, 16, 32, 'all'];
const mostEdgePixels = 12;

export function lanesOf(
  channels: readonly Pick<SignalChannel, 'label' | 'unit' | 'kind' | 'sourceChannels'>[],
  hiddenLabels: ReadonlySet<string>,
  badChannels: readonly BadChannel[],
  recordedLabels: readonly string[],
): Lane[] {
  const badByLabel = new Map(badChannels.map((bad) => [bad.label, bad]));
  return channels
    .map(({ label, unit, kind, sourceChannels }, channel) => {
      const names = namesakes(label, sourceChannels, recordedLabels);
      const bad = names.flatMap((name) => badByLabel.get(name) ?? []);
      return { label, unit, kind, channel, sourceChannels, names, bad };
    })
    .filter((lane) => !hiddenLabels.has(lane.label));
}

/**
 * The recorded channels a lane is named for: one, or the two of a bipolar pair. The many that only make up a
 * reference (average, Laplacian) are left out: nearly every lane would be marked, and the mark would say nothing.
 */
function namesakes(label: string, sources: readonly number[], recordedLabels: readonly string[]): string[] {
  const named = sources.length <= 2 ? sources : sources.slice(0, 1);
  return [...new Set([label, ...named.flatMap((source) => recordedLabels[source] ?? [])])];
}

export function layOut(
  laneCount: number,
  viewHeight: number,
  scrollTop: number,
  perPage: LanesPerPage = 'readable',
): LaneLayout {
  const edge = Math.min(mostEdgePixels, viewHeight / 20);
  const room = viewHeight - 2 * edge;
  const together = typeof perPage === 'number' ? Math.min(perPage, laneCount) : laneCount;
  const least = perPage === 'readable' ? shortestLanePixels : thinnestLanePixels;
  const laneHeight = laneCount === 0 ? room : Math.max(least, room / together);
  const contentHeight = laneCount * laneHeight + 2 * edge;
  const furthest = Math.max(0, contentHeight - viewHeight);
  return {
    laneHeight,
    contentHeight,
    viewHeight,
    edge,
    scrollTop: Math.min(Math.max(0, scrollTop), furthest),
  };
}

/** Vertical centre of a lane inside the window. */
export function laneCentre(layout: LaneLayout, position: number): number {
  return layout.edge + (position + 0.5) * layout.laneHeight - layout.scrollTop;
}

/** First and one past the last lane that touch the window, with one more on each side for traces that reach over. */
export function lanesInView(layout: LaneLayout, laneCount: number): { first: number; end: number } {
  const above = layout.scrollTop - layout.edge;
  const first = Math.floor(above / layout.laneHeight) - 1;
  const end = Math.ceil((above + layout.viewHeight) / layout.laneHeight) + 1;
  return { first: Math.max(0, first), end: Math.min(laneCount, end) };
}

/** The lane under a height, or -1 outside all of them. */
export function laneAt(layout: LaneLayout, laneCount: number, y: number): number {
  const position = Math.floor((y + layout.scrollTop - layout.edge) / layout.laneHeight);
  return position >= 0 && position < laneCount ? position : -1;
}

/** First and one past the last lane whose centre is in the window. */
export function lanesOnPage(layout: LaneLayout, laneCount: number): { first: number; end: number } {
  const above = (layout.scrollTop - layout.edge) / layout.laneHeight;
  const first = Math.ceil(above - 0.5 - 1e-9);
  const end = Math.floor(above + layout.viewHeight / layout.laneHeight + 0.5 + 1e-9);
  return { first: Math.max(0, first), end: Math.min(laneCount, end) };
}

/** Where the next page of lanes begins: with the first lane that is not on this one, so that none is skipped. */
export function pagedScrollTop(layout: LaneLayout, laneCount: number, direction: 1 | -1): number {
  const { first, end } = lanesOnPage(layout, laneCount);
  const wanted = direction > 0 ? end : first - (end - first);
  const furthest = Math.max(0, layout.contentHeight - layout.viewHeight);
  return Math.min(furthest, Math.max(0, wanted * layout.laneHeight));
}

/** The nearest place at which this lane is in view; where it is already, that is here. */
export function scrollTopWithLane(layout: LaneLayout, position: number): number {
  const centre = layout.edge + (position + 0.5) * layout.laneHeight;
  const half = layout.laneHeight / 2;
  if (centre - half < layout.scrollTop) return Math.max(0, centre - half - layout.edge);
  const least = centre + half - layout.viewHeight;
  return least > layout.scrollTop ? least + layout.edge : layout.scrollTop;
}
