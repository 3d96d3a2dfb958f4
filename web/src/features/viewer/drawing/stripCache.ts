/** Vertical strips of drawn traces, kept so that scrolling only copies pixels. */

export const stripPixels = 256;

interface Strip {
  canvas: HTMLCanvasElement;
  context: CanvasRenderingContext2D;
  index: number;
  /** Look of the picture; a strip with an older look may be shown for a moment but is painted again. */
  look: number;
  isStale: boolean;
  usedAt: number;
}

export class StripCache {
  readonly #strips = new Map<number, Strip>();
  #tick = 0;
  #width = 0;
  #height = 0;

  /** Forgets every picture when the size of a strip changes. */
  resize(width: number, height: number): void {
    if (width !== this.#width || height !== this.#height) {
      this.#width = width;
      this.#height = height;
      this.#strips.clear();
    }
  }

  clear(): void {
    this.#strips.clear();
  }

  /** The picture, whatever its look. */
  find(index: number): HTMLCanvasElement | undefined {
    const strip = this.#strips.get(index);
    if (strip) {
      strip.usedAt = ++this.#tick;
    }
    return strip?.canvas;
  }

  isFresh(index: number, look: number): boolean {
    const strip = this.#strips.get(index);
    return strip !== undefined && strip.look === look && !strip.isStale;
  }

  /** Marks the strips between two indices as out of date, both included. */
  invalidate(firstIndex: number, lastIndex: number): void {
    for (const strip of this.#strips.values()) {
      if (strip.index >= firstIndex && strip.index <= lastIndex) {
        strip.isStale = true;
      }
    }
  }

  /** A surface to paint a strip on, reusing the one longest unused once there are `most`. */
  begin(index: number, look: number, most: number): CanvasRenderingContext2D | null {
    const strip = this.#strips.get(index) ?? this.#reuse(most) ?? this.#create();
    if (!strip) {
      return null;
    }
    this.#strips.delete(strip.index);
    strip.index = index;
    strip.look = look;
    strip.isStale = false;
    strip.usedAt = ++this.#tick;
    this.#strips.set(index, strip);
    return strip.context;
  }

  #reuse(most: number): Strip | undefined {
    if (this.#strips.size < most) {
      return undefined;
    }
    let oldest: Strip | undefined;
    for (const strip of this.#strips.values()) {
      if (!oldest || strip.usedAt < oldest.usedAt) {
        oldest = strip;
      }
    }
    return oldest;
  }

  #create(): Strip | undefined {
    const canvas = document.createElement('canvas');
    canvas.width = this.#width;
    canvas.height = this.#height;
    const context = canvas.getContext('2d', { alpha: false });
    return context ? { canvas, context, index: Number.NaN, look: -1, isStale: true, usedAt: 0 } : undefined;
  }
}
