import type { SignalWindow } from './signalFormat';
import type { Viewport } from './viewport';

/** What the server computes a tile from; two queries with the same key give the same samples. */
export interface SignalQuery {
  recordingId: string;
  montage: string;
  /** "LOW-HIGH" in Hz, either side empty; empty when the band is open on both. */
  band: string;
  /** Hz as text; empty for none. */
  notch: string;
  /** Most values wanted per channel and tile. */
  points: number;
}

/** One aligned stretch at one level of detail: 2^level seconds long, starting at a whole multiple of that. */
export interface TileAddress {
  level: number;
  index: number;
}

export interface Tile extends TileAddress {
  window: SignalWindow;
}

export function queryKey(query: SignalQuery): string {
  return [query.recordingId, query.montage, query.band, query.notch, query.points].join('|');
}

export function tileKey(query: SignalQuery, address: TileAddress): string {
  return `${queryKey(query)}|${address.level}|${address.index}`;
}

export function tileSeconds(level: number): number {
  return 2 ** level;
}

/** Fewer points per tile when there are many channels, so that one tile stays around a megabyte. */
export function pointsPerTile(channelCount: number): number {
  return channelCount <= 64 ? 2048 : channelCount <= 160 ? 1024 : 512;
}

/** The server decimates only where this many samples fall on one point. */
const samplesPerPointForDecimation = 4;

/**
 * The coarsest level that still has at least one min/max pair per device pixel. Levels finer than the first one
 * that carries every sample would only repeat the same samples in smaller requests, so it never goes below that.
 */
export function levelFor(secondsPerPixel: number, points: number, highestRateHz: number): number {
  const wanted = Math.floor(Math.log2(secondsPerPixel * points));
  const everySample = Math.ceil(Math.log2((samplesPerPointForDecimation * points) / highestRateHz)) - 1;
  return Math.max(wanted, everySample);
}

/** Tiles of one level that touch a stretch, in time order. */
export function tilesTouching(
  level: number,
  fromSeconds: number,
  toSeconds: number,
  durationSeconds: number,
): TileAddress[] {
  const length = tileSeconds(level);
  const first = Math.max(0, Math.floor(fromSeconds / length));
  const lastInside = Math.max(0, Math.ceil(durationSeconds / length) - 1);
  const last = Math.min(lastInside, Math.ceil(toSeconds / length) - 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => ({
    level,
    index: first + offset,
  }));
}

/** What to fetch, most urgent first: what is on screen, two pages ahead in the direction of travel, one behind. */
export function planTiles(
  viewport: Viewport,
  level: number,
  direction: 1 | -1,
  durationSeconds: number,
): { visible: TileAddress[]; ahead: TileAddress[] } {
  const from = viewport.fromSeconds;
  const to = from + viewport.pageSeconds;
  const visible = tilesTouching(level, from, to, durationSeconds);
  const reach = Math.max(viewport.pageSeconds, tileSeconds(level));
  const later = tilesTouching(level, to, to + reach * (direction > 0 ? 2 : 1), durationSeconds);
  const earlier = tilesTouching(
    level,
    Math.max(0, from - reach * (direction > 0 ? 1 : 2)),
    from,
    durationSeconds,
  ).reverse();
  const seen = new Set(visible.map((tile) => tile.index));
  const ahead = (direction > 0 ? [...later, ...earlier] : [...earlier, ...later]).filter((tile) => {
    const isNew = !seen.has(tile.index);
    seen.add(tile.index);
    return isNew;
  });
  return { visible, ahead };
}

/** Exact ends of a tile, cut at the end of the recording. */
export function tileRange(
  address: TileAddress,
  durationSeconds: number,
): { fromSeconds: number; toSeconds: number } {
  const length = tileSeconds(address.level);
  return {
    fromSeconds: address.index * length,
    toSeconds: Math.min(durationSeconds, (address.index + 1) * length),
  };
}
