import type { SignalWindow } from './signalFormat';
import { TileCache } from './tileCache';
import {
  type SignalQuery,
  type TileAddress,
  planTiles,
  queryKey,
  tileKey,
  tileRange,
  tileSeconds,
  tilesTouching,
} from './tiles';
import type { Viewport } from './viewport';

export type FetchTile = (
  query: SignalQuery,
  range: { fromSeconds: number; toSeconds: number },
  signal: AbortSignal,
) => Promise<SignalWindow>;

/** A stretch and the best samples at hand for it; null while nothing has arrived. */
export interface SourcePiece {
  fromSeconds: number;
  toSeconds: number;
  window: SignalWindow | null;
  /** Samples of the settings before the last change: drawn faintly until the new ones arrive. */
  isFormer: boolean;
}

export interface SourceEvents {
  onArrival(window: SignalWindow, range: { fromSeconds: number; toSeconds: number }): void;
  /** A tile on screen could not be had, or (null) everything on screen is there again. */
  onTrouble(error: unknown): void;
}

interface Flight {
  controller: AbortController;
  key: string;
}

const cacheBytes = 192 * 1024 * 1024;
const flightsAtOnce = 3;
/** How many levels up and down a stand-in is looked for. */
const coarserLevels = 6;
const finerLevels = 2;

/** Fetches aligned tiles before they are needed, keeps them, and answers what is at hand for a stretch. */
export class SignalSource {
  readonly #fetchTile: FetchTile;
  readonly #events: SourceEvents;
  readonly #cache = new TileCache(cacheBytes);
  readonly #flights = new Map<string, Flight>();
  readonly #failures = new Map<string, unknown>();
  #durationSeconds: number;
  #query: SignalQuery | null = null;
  #formerQuery: SignalQuery | null = null;
  #level = 0;
  #wanted: TileAddress[] = [];
  #visibleCount = 0;

  constructor(durationSeconds: number, fetchTile: FetchTile, events: SourceEvents) {
    this.#durationSeconds = durationSeconds;
    this.#fetchTile = fetchTile;
    this.#events = events;
  }

  /** Says what is on screen and where it is going; fetches what is missing and drops what is no longer needed. */
  show(query: SignalQuery, viewport: Viewport, level: number, direction: 1 | -1): void {
    if (this.#query && queryKey(this.#query) !== queryKey(query)) {
      this.#formerQuery = this.#query;
      this.#failures.clear();
    }
    this.#query = query;
    this.#level = level;
    const plan = planTiles(viewport, level, direction, this.#durationSeconds);
    this.#wanted = [...plan.visible, ...plan.ahead];
    this.#visibleCount = plan.visible.length;
    const keys = new Set(this.#wanted.map((tile) => tileKey(query, tile)));
    for (const flight of this.#flights.values()) {
      if (!keys.has(flight.key)) {
        flight.controller.abort();
        this.#flights.delete(flight.key);
      }
    }
    this.#pump();
  }

  /** Tries the tiles that failed once more. */
  retry(): void {
    this.#failures.clear();
    this.#events.onTrouble(null);
    this.#pump();
  }

  /** Lets go of everything fetched and asks for nothing more until shown again. */
  clear(): void {
    for (const flight of this.#flights.values()) {
      flight.controller.abort();
    }
    this.#flights.clear();
    this.#failures.clear();
    this.#wanted = [];
    this.#cache.clear();
  }

  /** True while a tile on screen is neither here nor known to be out of reach. */
  get isWaiting(): boolean {
    const query = this.#query;
    return (
      query !== null &&
      this.#wanted.slice(0, this.#visibleCount).some((tile) => {
        const key = tileKey(query, tile);
        return !this.#cache.has(key) && !this.#failures.has(key);
      })
    );
  }

  /** The best samples at hand for a stretch, in time order and without overlap. */
  pieces(fromSeconds: number, toSeconds: number): SourcePiece[] {
    const query = this.#query;
    if (!query) {
      return [];
    }
    return tilesTouching(this.#level, fromSeconds, toSeconds, this.#durationSeconds).flatMap((tile) => {
      const range = tileRange(tile, this.#durationSeconds);
      return (
        this.#at(query, tile, range, false) ??
        this.#standIns(query, range, false) ??
        (this.#formerQuery ? this.#standIns(this.#formerQuery, range, true) : undefined) ?? [
          { ...range, window: null, isFormer: false },
        ]
      );
    });
  }

  /** Windows of the current settings at the current level that touch a stretch. */
  windows(fromSeconds: number, toSeconds: number): SignalWindow[] {
    return this.pieces(fromSeconds, toSeconds).flatMap((piece) =>
      piece.window && !piece.isFormer ? [piece.window] : [],
    );
  }

  #at(
    query: SignalQuery,
    tile: TileAddress,
    range: { fromSeconds: number; toSeconds: number },
    isFormer: boolean,
  ) {
    const window = this.#cache.get(tileKey(query, tile));
    return window ? [{ ...range, window, isFormer }] : undefined;
  }

  #standIns(
    query: SignalQuery,
    range: { fromSeconds: number; toSeconds: number },
    isFormer: boolean,
  ): SourcePiece[] | undefined {
    for (let level = this.#level; level <= this.#level + coarserLevels; level++) {
      const index = Math.floor(range.fromSeconds / tileSeconds(level) + 1e-9);
      const found = this.#at(query, { level, index }, range, isFormer);
      if (found) {
        return found;
      }
    }
    for (let level = this.#level - 1; level >= this.#level - finerLevels; level--) {
      const parts = tilesTouching(level, range.fromSeconds, range.toSeconds, this.#durationSeconds);
      const found = parts.flatMap(
        (part) => this.#at(query, part, tileRange(part, this.#durationSeconds), isFormer) ?? [],
      );
      if (found.length > 0 && found.length === parts.length) {
        return found;
      }
    }
    return undefined;
  }

  #pump(): void {
    const query = this.#query;
    if (!query) {
      return;
    }
    // What is on screen has the server to itself; only then is anything fetched ahead of time.
    const due = this.isWaiting ? this.#wanted.slice(0, this.#visibleCount) : this.#wanted;
    for (const tile of due) {
      if (this.#flights.size >= flightsAtOnce) {
        return;
      }
      const key = tileKey(query, tile);
      if (!this.#cache.has(key) && !this.#flights.has(key) && !this.#failures.has(key)) {
        void this.#fetch(query, tile, key);
      }
    }
  }

  async #fetch(query: SignalQuery, tile: TileAddress, key: string): Promise<void> {
    const controller = new AbortController();
    this.#flights.set(key, { controller, key });
    const range = tileRange(tile, this.#durationSeconds);
    try {
      const window = await this.#fetchTile(query, range, controller.signal);
      if (!controller.signal.aborted) {
        this.#cache.set(key, window);
        this.#events.onArrival(window, range);
      }
    } catch (error) {
      if (!controller.signal.aborted) {
        this.#failures.set(key, error);
        this.#events.onTrouble(error);
      }
    } finally {
      if (this.#flights.get(key)?.controller === controller) {
        this.#flights.delete(key);
      }
      this.#pump();
    }
  }
}
