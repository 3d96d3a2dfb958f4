import { type RefObject, useEffect } from 'react';
import type { TraceEngine } from '../drawing/traceEngine';
import { laneAt } from '../model/lanes';
import type { ViewStore } from '../model/viewState';
import { pixelsToSeconds } from '../model/viewport';

const wheelLinePixels = 32;
/** A press that moves less than this is a click. */
const clickPixels = 4;
/** How far a thrown page glides on: its speed for this long. */
const throwMilliseconds = 220;

type Mode = 'pan' | 'select' | 'ruler' | 'pinch';

interface Press {
  mode: Mode;
  startX: number;
  startY: number;
  startSeconds: number;
  hasMoved: boolean;
  speed: number;
  lastX: number;
  lastAt: number;
  label: string;
}

/** Wheel, drag, throw, pinch, select and measure on the traces. */
export function useTraceGestures(
  host: RefObject<HTMLElement | null>,
  engine: TraceEngine,
  store: ViewStore,
  onNoteClick: (noteId: string) => void,
): void {
  useEffect(() => {
    const element = host.current;
    if (!element) {
      return;
    }
    const gestures = new TraceGestures(element, engine, store, onNoteClick);
    return () => gestures.dispose();
  }, [host, engine, store, onNoteClick]);
}

class TraceGestures {
  readonly #element: HTMLElement;
  readonly #engine: TraceEngine;
  readonly #store: ViewStore;
  readonly #onNoteClick: (noteId: string) => void;
  readonly #pointers = new Map<number, { x: number; y: number }>();
  readonly #listening = new AbortController();
  #press: Press | null = null;
  #pinchDistance = 0;

  constructor(
    element: HTMLElement,
    engine: TraceEngine,
    store: ViewStore,
    onNoteClick: (noteId: string) => void,
  ) {
    this.#element = element;
    this.#engine = engine;
    this.#store = store;
    this.#onNoteClick = onNoteClick;
    const { signal } = this.#listening;
    element.addEventListener('wheel', (event) => this.#wheel(event), { signal, passive: false });
    element.addEventListener('pointerdown', (event) => this.#down(event), { signal });
    element.addEventListener('pointermove', (event) => this.#move(event), { signal });
    element.addEventListener('pointerup', (event) => this.#up(event), { signal });
    element.addEventListener('pointercancel', (event) => this.#up(event), { signal });
    element.addEventListener('pointerleave', () => this.#store.getState().set({ pointer: null }), { signal });
  }

  dispose(): void {
    this.#listening.abort();
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const state = this.#store.getState();
    const unit = event.deltaMode === 1 ? wheelLinePixels : event.deltaMode === 2 ? this.#width : 1;
    const { x } = this.#place(event);
    if (event.ctrlKey || event.metaKey) {
      const atSeconds = pixelsToSeconds(x, state.viewport, this.#width);
      state.zoom(atSeconds, Math.exp((event.deltaY * unit) / 350));
      return;
    }
    const { layout } = this.#engine.state.getState();
    if (event.altKey && layout.contentHeight > layout.viewHeight + 1) {
      state.set({ scrollTop: layout.scrollTop + event.deltaY * unit });
      return;
    }
    const along = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY;
    this.#glideBy((along * unit * state.viewport.pageSeconds) / this.#width);
  }

  #glideBy(seconds: number): void {
    const state = this.#store.getState();
    if (this.#isStill) {
      state.show({ ...state.viewport, fromSeconds: state.viewport.fromSeconds + seconds });
    } else {
      state.glideBy(seconds);
    }
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) {
      return;
    }
    const { x, y } = this.#place(event);
    this.#element.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, { x, y });
    const state = this.#store.getState();
    const { lanes, layout, noteBand, tracesHeight } = this.#engine.state.getState();
    const lane = lanes[laneAt(layout, lanes.length, y - noteBand)];
    const isOnTimeline = y > noteBand + tracesHeight;
    const wantsRuler = (event.shiftKey || state.isRulerOn) && lane !== undefined;
    const mode: Mode =
      this.#pointers.size > 1
        ? 'pinch'
        : wantsRuler
          ? 'ruler'
          : isOnTimeline || event.altKey
            ? 'select'
            : 'pan';
    const startSeconds = pixelsToSeconds(x, state.viewport, this.#width);
    this.#press = {
      mode,
      startX: x,
      startY: y,
      startSeconds,
      hasMoved: false,
      speed: 0,
      lastX: x,
      lastAt: event.timeStamp,
      label: lane?.label ?? '',
    };
    this.#pinchDistance = this.#spread();
    if (mode === 'pan') {
      state.show(state.viewport);
    }
  }

  #move(event: PointerEvent): void {
    const { x, y } = this.#place(event);
    const state = this.#store.getState();
    const press = this.#press;
    if (event.pointerType !== 'touch' || press?.mode === 'ruler') {
      state.set({ pointer: { x, y } });
    }
    if (!press || !this.#pointers.has(event.pointerId)) {
      return;
    }
    const before = this.#pointers.get(event.pointerId) ?? { x, y };
    this.#pointers.set(event.pointerId, { x, y });
    press.hasMoved ||= Math.hypot(x - press.startX, y - press.startY) > clickPixels;
    if (!press.hasMoved) {
      return;
    }
    const atSeconds = pixelsToSeconds(x, state.viewport, this.#width);
    if (press.mode === 'pinch') {
      this.#pinch();
    } else if (press.mode === 'ruler') {
      state.set({ ruler: { fromSeconds: press.startSeconds, toSeconds: atSeconds, label: press.label } });
    } else if (press.mode === 'select') {
      state.set({ selection: { fromSeconds: press.startSeconds, toSeconds: atSeconds } });
    } else {
      this.#pan(press, x, y - before.y, event.timeStamp);
    }
  }

  #pan(press: Press, x: number, deltaY: number, now: number): void {
    const state = this.#store.getState();
    const perPixel = state.viewport.pageSeconds / this.#width;
    const elapsed = Math.max(1, now - press.lastAt);
    press.speed = press.speed * 0.6 + ((press.lastX - x) / elapsed) * 0.4;
    state.show({ ...state.viewport, fromSeconds: state.viewport.fromSeconds + (press.lastX - x) * perPixel });
    const { layout } = this.#engine.state.getState();
    if (layout.contentHeight > layout.viewHeight + 1 && deltaY !== 0) {
      state.set({ scrollTop: layout.scrollTop - deltaY });
    }
    press.lastX = x;
    press.lastAt = now;
  }

  #pinch(): void {
    const distance = this.#spread();
    if (distance < 12 || this.#pinchDistance < 12) {
      return;
    }
    const state = this.#store.getState();
    const places = [...this.#pointers.values()];
    const middle = places.reduce((sum, place) => sum + place.x, 0) / places.length;
    state.zoom(pixelsToSeconds(middle, state.viewport, this.#width), this.#pinchDistance / distance);
    this.#pinchDistance = distance;
  }

  #up(event: PointerEvent): void {
    const press = this.#press;
    this.#pointers.delete(event.pointerId);
    if (!press) {
      return;
    }
    const { x, y } = this.#place(event);
    this.#press = null;
    if (press.hasMoved) {
      const isThrown =
        press.mode === 'pan' && event.timeStamp - press.lastAt < 60 && Math.abs(press.speed) > 0.15;
      if (isThrown && !this.#isStill) {
        const { viewport } = this.#store.getState();
        this.#glideBy((press.speed * throwMilliseconds * viewport.pageSeconds) / this.#width);
      }
      return;
    }
    this.#click(x, y, event.pointerType);
  }

  #click(x: number, y: number, pointerType: string): void {
    const state = this.#store.getState();
    const perSecond = this.#width / state.viewport.pageSeconds;
    const note = this.#engine.view.noteAt(pixelsToSeconds(x, state.viewport, this.#width), y, perSecond);
    if (note) {
      this.#onNoteClick(note.id);
      return;
    }
    // A finger has no hover: a tap puts the crosshair there.
    state.set({
      selection: null,
      ruler: null,
      selectedNoteId: null,
      ...(pointerType === 'touch' ? { pointer: { x, y } } : {}),
    });
  }

  get #isStill(): boolean {
    return this.#engine.theme?.isStill ?? true;
  }

  get #width(): number {
    return Math.max(1, this.#engine.size.width);
  }

  #place(event: MouseEvent): { x: number; y: number } {
    const box = this.#element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  #spread(): number {
    const [one, other] = [...this.#pointers.values()];
    return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0;
  }
}
