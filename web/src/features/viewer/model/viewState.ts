import { createStore, type StoreApi } from 'zustand/vanilla';
import { bringIntoView, clampViewport, moveBy, type Viewport, zoomAround } from './viewport';

export interface Span {
  fromSeconds: number;
  toSeconds: number;
}

/** What is measured: two moments on one lane. */
export interface RulerSpan extends Span {
  label: string;
}

/** Where a reader is in one recording, and what is picked there. Nothing of it outlives the page, except by URL. */
export interface ViewState {
  durationSeconds: number;
  viewport: Viewport;
  /** Where smooth scrolling is heading; equal to the viewport's start when it stands still. */
  targetSeconds: number;
  direction: 1 | -1;
  scrollTop: number;
  /** Pointer over the traces, CSS pixels from their corner, or null. */
  pointer: { x: number; y: number } | null;
  selection: Span | null;
  isRulerOn: boolean;
  ruler: RulerSpan | null;
  selectedNoteId: string | null;
  highlightedLabel: string | null;
  hiddenLabels: ReadonlySet<string>;
  gains: Readonly<Record<string, number>>;
  /** µV per millimetre. */
  sensitivity: number;
  /** False until the reader picks a sensitivity here: till then the recording is shown at a readable one. */
  isSensitivityChosen: boolean;
  /** Counts requests to centre the traces again. */
  centring: number;
}

export interface ViewActions {
  /** Shows this at once. */
  show: (viewport: Viewport) => void;
  /** Moves there smoothly. */
  glideTo: (seconds: number) => void;
  glideBy: (seconds: number) => void;
  glideToMoment: (seconds: number) => void;
  /** One frame of smooth scrolling: nearer to the target, by elapsed milliseconds. */
  advance: (elapsedMilliseconds: number) => void;
  zoom: (atSeconds: number, factor: number) => void;
  setPage: (pageSeconds: number) => void;
  set: (part: Partial<ViewState>) => void;
  setHidden: (label: string, isHidden: boolean) => void;
  setGain: (label: string, gain: number) => void;
  chooseSensitivity: (sensitivity: number) => void;
}

export type ViewStore = StoreApi<ViewState & ViewActions>;

/** Time for the distance to the target to fall to about a third, ms. */
const glideMilliseconds = 55;

/** Until samples tell what is readable. */
const startSensitivity = 10;

/** @param sensitivity picked for this recording before; null to show it at a readable one. */
export function createViewStore(
  durationSeconds: number,
  viewport: Viewport,
  sensitivity: number | null = null,
): ViewStore {
  const start = clampViewport(viewport, durationSeconds);
  return createStore<ViewState & ViewActions>((set) => ({
    ...initial(durationSeconds, start),
    sensitivity: sensitivity ?? startSensitivity,
    isSensitivityChosen: sensitivity !== null,
    show: (wanted) => set((state) => placed(state, clampViewport(wanted, durationSeconds))),
    glideTo: (seconds) => set((state) => headed(state, seconds)),
    glideBy: (seconds) => set((state) => headed(state, state.targetSeconds + seconds)),
    glideToMoment: (seconds) =>
      set((state) => headed(state, bringIntoView(state.viewport, seconds, durationSeconds).fromSeconds)),
    advance: (elapsed) => set((state) => advanced(state, elapsed)),
    zoom: (atSeconds, factor) =>
      set((state) => placed(state, zoomAround(state.viewport, atSeconds, factor, durationSeconds))),
    setPage: (pageSeconds) =>
      set((state) => placed(state, clampViewport({ ...state.viewport, pageSeconds }, durationSeconds))),
    set: (part) => set(part),
    setHidden: (label, isHidden) =>
      set((state) => ({ hiddenLabels: withLabel(state.hiddenLabels, label, isHidden) })),
    chooseSensitivity: (chosen) => set({ sensitivity: chosen, isSensitivityChosen: true }),
    setGain: (label, gain) => set((state) => ({ gains: { ...state.gains, [label]: gain } })),
  }));
}

function initial(durationSeconds: number, viewport: Viewport): ViewState {
  return {
    durationSeconds,
    viewport,
    targetSeconds: viewport.fromSeconds,
    direction: 1,
    scrollTop: 0,
    pointer: null,
    selection: null,
    isRulerOn: false,
    ruler: null,
    selectedNoteId: null,
    highlightedLabel: null,
    hiddenLabels: new Set(),
    gains: {},
    sensitivity: startSensitivity,
    isSensitivityChosen: false,
    centring: 0,
  };
}

function placed(state: ViewState, viewport: Viewport): Partial<ViewState> {
  const moved = viewport.fromSeconds - state.viewport.fromSeconds;
  return {
    viewport,
    targetSeconds: viewport.fromSeconds,
    direction: moved > 0 ? 1 : moved < 0 ? -1 : state.direction,
  };
}

function headed(state: ViewState, seconds: number): Partial<ViewState> {
  const target = moveBy({ ...state.viewport, fromSeconds: seconds }, 0, state.durationSeconds).fromSeconds;
  return { targetSeconds: target, direction: target >= state.viewport.fromSeconds ? 1 : -1 };
}

function advanced(state: ViewState, elapsedMilliseconds: number): Partial<ViewState> {
  const distance = state.targetSeconds - state.viewport.fromSeconds;
  // A quarter of a pixel on a wide screen cannot be seen: arrive.
  const isThere = Math.abs(distance) < state.viewport.pageSeconds / 10_000;
  const share = isThere ? 1 : 1 - Math.exp(-elapsedMilliseconds / glideMilliseconds);
  const fromSeconds = isThere ? state.targetSeconds : state.viewport.fromSeconds + distance * share;
  return { viewport: { ...state.viewport, fromSeconds } };
}

function withLabel(labels: ReadonlySet<string>, label: string, isIn: boolean): ReadonlySet<string> {
  const changed = new Set(labels);
  if (isIn) {
    changed.add(label);
  } else {
    changed.delete(label);
  }
  return changed;
}
