import type { SignalWindow } from './signalFormat';

/** Windows by key, the least recently used dropped first once together they pass a number of bytes. */
export class TileCache {
  readonly #windows = new Map<string, SignalWindow>();
  #bytes = 0;
  readonly #capacityBytes: number;

  constructor(capacityBytes: number) {
    this.#capacityBytes = capacityBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  has(key: string): boolean {
    return this.#windows.has(key);
  }

  /** The window, now the most recently used. */
  get(key: string): SignalWindow | undefined {
    const window = this.#windows.get(key);
    if (window) {
      this.#windows.delete(key);
      this.#windows.set(key, window);
    }
    return window;
  }

  set(key: string, window: SignalWindow): void {
    this.#drop(key);
    this.#windows.set(key, window);
    this.#bytes += bytesOf(window);
    for (const oldest of this.#windows.keys()) {
      // The newest always stays: a single window larger than the capacity must still be drawable.
      if (this.#bytes <= this.#capacityBytes || oldest === key) {
        break;
      }
      this.#drop(oldest);
    }
  }

  clear(): void {
    this.#windows.clear();
    this.#bytes = 0;
  }

  #drop(key: string): void {
    const window = this.#windows.get(key);
    if (window) {
      this.#windows.delete(key);
      this.#bytes -= bytesOf(window);
    }
  }
}

function bytesOf(window: SignalWindow): number {
  return window.channels.reduce((sum, channel) => sum + channel.values.byteLength, 0);
}
