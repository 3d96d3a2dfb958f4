import type { Annotation } from '../model/annotations';
import type { SignalSource } from '../model/signalSource';
import type { ViewState } from '../model/viewState';
import { NoteBand } from './noteBand';
import { paintStrip, type Scene } from './paintStrip';
import { paintTimeline, timelinePixels, timelineStep } from './paintTimeline';
import { StripCache, stripPixels } from './stripCache';
import { fitCanvas, type Surface } from './surface';

/** Name of the performance measure of every drawn frame, for tools that watch how smoothly it scrolls. */
export const frameMeasure = 'halcyon.viewer.frame';

export interface ViewSize {
  width: number;
  height: number;
  pixelRatio: number;
}

export type Look = Omit<Scene, 'gridSeconds'>;

/** Frames closer together than this belong to one zoom gesture; its pictures are stretched until it rests. */
const gestureMilliseconds = 110;

/**
 * The big canvas: notes, traces, timeline. Draws only when asked, from strips painted once, so that a frame of
 * scrolling is a handful of copies.
 */
export class TraceView {
  #canvas: HTMLCanvasElement | null = null;
  readonly #source: SignalSource;
  readonly #strips = new StripCache();
  readonly #notes = new NoteBand();
  #size: ViewSize = { width: 1, height: 1, pixelRatio: 1 };
  #look: Look | null = null;
  #lookNumber = 0;
  readonly #startTime: string | null;
  #stripScale = 0;
  #lastZoomAt = Number.NEGATIVE_INFINITY;
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  #onRest: () => void = () => undefined;

  constructor(source: SignalSource, startTime: string | null) {
    this.#source = source;
    this.#startTime = startTime;
  }

  /** @param onRest called when a zoom gesture has come to rest and the pictures are due anew. */
  attach(canvas: HTMLCanvasElement, onRest: () => void): void {
    this.#canvas = canvas;
    this.#onRest = onRest;
  }

  detach(): void {
    clearTimeout(this.#restTimer);
    this.#canvas = null;
    this.#strips.clear();
  }

  /** Height of the band of labels above the traces. */
  get noteBand(): number {
    return this.#notes.height(this.#size.height);
  }

  get tracesHeight(): number {
    return Math.max(1, this.#size.height - this.noteBand - timelinePixels);
  }

  resize(size: ViewSize): void {
    this.#size = size;
    this.#fitStrips();
  }

  setLook(look: Look): void {
    this.#look = look;
    this.#lookNumber += 1;
  }

  setNotes(notes: readonly Annotation[]): void {
    this.#notes.setNotes(notes);
    this.#fitStrips();
  }

  /** Samples of a stretch arrived: pictures that touch it are out of date. */
  invalidate(fromSeconds: number, toSeconds: number): void {
    const perStrip = stripPixels / this.#stripScale;
    this.#strips.invalidate(Math.floor(fromSeconds / perStrip) - 1, Math.ceil(toSeconds / perStrip));
  }

  forgetPictures(): void {
    this.#strips.clear();
    this.#notes.forgetWidths();
  }

  noteAt(seconds: number, y: number, pixelsPerSecond: number): Annotation | null {
    return y > this.noteBand ? null : this.#notes.at(seconds, y, pixelsPerSecond);
  }

  /** Draws one frame. */
  draw(state: ViewState): void {
    const started = performance.now();
    const canvas = this.#canvas;
    const context = canvas?.getContext('2d', { alpha: false });
    const look = this.#look;
    if (!canvas || !context || !look) {
      return;
    }
    const { width, height, pixelRatio } = this.#size;
    fitCanvas(canvas, width, height, pixelRatio);
    const cssPerSecond = width / state.viewport.pageSeconds;
    const isStretched = this.#followZoom(cssPerSecond, started);
    const scene: Scene = { ...look, gridSeconds: timelineStep(state.viewport.pageSeconds, width) };
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = look.theme.ground;
    context.fillRect(0, 0, canvas.width, canvas.height);
    if (isStretched) {
      this.#copyStretched(context, state, cssPerSecond);
    } else {
      this.#copyStrips(context, state, scene);
    }
    this.#paintFrameParts(context, state, scene, cssPerSecond);
    performance.measure(frameMeasure, { start: started });
    performance.clearMeasures(frameMeasure);
  }

  /** Paints one strip that the reader is about to reach; true when another one waits. */
  prepare(state: ViewState): boolean {
    const look = this.#look;
    if (!look || this.#stripScale !== this.#size.width / state.viewport.pageSeconds) {
      return false;
    }
    const scene: Scene = { ...look, gridSeconds: timelineStep(state.viewport.pageSeconds, this.#size.width) };
    const { first, last } = this.#stripsOnScreen(state);
    const [index, following] = this.#stripsAhead(state, first, last);
    if (index === undefined) {
      return false;
    }
    this.#paint(index, scene, most(first, last));
    return following !== undefined;
  }

  #fitStrips(): void {
    const { pixelRatio } = this.#size;
    this.#strips.resize(
      Math.round(stripPixels * pixelRatio),
      Math.max(1, Math.round(this.tracesHeight * pixelRatio)),
    );
  }

  /** Decides whether the pictures are stretched (within a zoom gesture) or made anew for a new scale. */
  #followZoom(cssPerSecond: number, now: number): boolean {
    if (cssPerSecond === this.#stripScale) {
      return false;
    }
    const isGesture = now - this.#lastZoomAt < gestureMilliseconds && this.#stripScale > 0;
    this.#lastZoomAt = now;
    clearTimeout(this.#restTimer);
    if (isGesture) {
      this.#restTimer = setTimeout(this.#onRest, gestureMilliseconds + 10);
      return true;
    }
    this.#stripScale = cssPerSecond;
    this.#strips.clear();
    return false;
  }

  #copyStretched(context: CanvasRenderingContext2D, state: ViewState, cssPerSecond: number): void {
    const { pixelRatio, width } = this.#size;
    const perStrip = stripPixels / this.#stripScale;
    const stretch = cssPerSecond / this.#stripScale;
    const { fromSeconds } = state.viewport;
    const first = Math.floor(fromSeconds / perStrip);
    const last = first + Math.min(64, Math.ceil(width / (stripPixels * stretch)) + 1);
    for (let index = first; index <= last; index++) {
      const picture = this.#strips.find(index);
      if (picture) {
        const x = (index * perStrip - fromSeconds) * cssPerSecond * pixelRatio;
        context.drawImage(picture, x, this.noteBand * pixelRatio, picture.width * stretch, picture.height);
      }
    }
  }

  #copyStrips(context: CanvasRenderingContext2D, state: ViewState, scene: Scene): void {
    const { first, last, offset, stripWide } = this.#stripsOnScreen(state);
    const top = Math.round(this.noteBand * this.#size.pixelRatio);
    for (let index = first; index <= last; index++) {
      if (!this.#strips.isFresh(index, this.#lookNumber)) {
        this.#paint(index, scene, most(first, last));
      }
      const picture = this.#strips.find(index);
      if (picture) {
        context.drawImage(picture, index * stripWide - offset, top);
      }
    }
  }

  #stripsOnScreen(state: ViewState): { first: number; last: number; offset: number; stripWide: number } {
    const { pixelRatio, width } = this.#size;
    const stripWide = Math.round(stripPixels * pixelRatio);
    const offset = Math.round(state.viewport.fromSeconds * this.#stripScale * pixelRatio);
    const last = Math.floor((offset + Math.round(width * pixelRatio) - 1) / stripWide);
    return { first: Math.floor(offset / stripWide), last, offset, stripWide };
  }

  /** Strips off the screen that can and should be painted, the next in the direction of travel first. */
  #stripsAhead(state: ViewState, first: number, last: number): number[] {
    const reach = Math.max(3, Math.ceil((last - first + 1) * 0.75));
    const perStrip = stripPixels / this.#stripScale;
    const forward = state.direction > 0;
    const next = Array.from({ length: reach }, (_, step) => (forward ? last + 1 + step : first - 1 - step));
    return [...next, forward ? first - 1 : last + 1].filter((index) => {
      const from = index * perStrip;
      const isInside = from + perStrip > 0 && from < state.durationSeconds;
      return (
        isInside &&
        !this.#strips.isFresh(index, this.#lookNumber) &&
        this.#source.pieces(from, from + perStrip).some((piece) => piece.window)
      );
    });
  }

  #paint(index: number, scene: Scene, capacity: number): void {
    const context = this.#strips.begin(index, this.#lookNumber, capacity);
    if (!context) {
      return;
    }
    const { pixelRatio } = this.#size;
    const stripWide = Math.round(stripPixels * pixelRatio);
    const pixelsPerSecond = this.#stripScale * pixelRatio;
    const surface: Surface = {
      originSeconds: (index * stripWide) / pixelsPerSecond,
      pixelsPerSecond,
      width: stripWide,
      height: Math.round(this.tracesHeight * pixelRatio),
      pixelRatio,
    };
    const margin = marginSeconds + 4 / pixelsPerSecond;
    const to = surface.originSeconds + stripWide / pixelsPerSecond;
    paintStrip(context, surface, scene, this.#source.pieces(surface.originSeconds - margin, to + margin));
  }

  #paintFrameParts(
    context: CanvasRenderingContext2D,
    state: ViewState,
    scene: Scene,
    cssPerSecond: number,
  ): void {
    const { pixelRatio } = this.#size;
    const surface: Surface = {
      originSeconds: state.viewport.fromSeconds,
      pixelsPerSecond: cssPerSecond * pixelRatio,
      width: context.canvas.width,
      height: context.canvas.height,
      pixelRatio,
    };
    const tracesBottom = Math.round((this.noteBand + this.tracesHeight) * pixelRatio);
    const end = (state.durationSeconds - surface.originSeconds) * surface.pixelsPerSecond;
    if (end < surface.width) {
      context.fillStyle = scene.theme.line;
      context.fillRect(Math.round(end), this.noteBand * pixelRatio, pixelRatio, tracesBottom);
    }
    this.#notes.paint(context, surface, scene.theme, this.#size.height, tracesBottom, state.selectedNoteId);
    paintTimeline(context, surface, scene.theme, tracesBottom, this.#startTime, state.durationSeconds);
  }
}

/** Channels with one sample in two seconds still enter a strip at the right slope. */
const marginSeconds = 2;

/** Pictures worth keeping for a screen of strips. */
function most(first: number, last: number): number {
  return (last - first + 1) * 3 + 4;
}
