import { createStore } from 'zustand/vanilla';
import type { Annotation } from '../model/annotations';
import { bandText, notchText } from '../model/choices';
import { lanesOf, layOut } from '../model/lanes';
import { montageProblem } from '../model/montageProblem';
import { type ChannelSpread, laneScale, readableSensitivity, spreadsOf } from '../model/scaling';
import type { SignalWindow } from '../model/signalFormat';
import { type FetchTile, SignalSource } from '../model/signalSource';
import { levelFor, pointsPerTile, queryKey, type SignalQuery } from '../model/tiles';
import type { ViewStore } from '../model/viewState';
import {
  emptyState,
  type EngineRecording,
  type EngineSettings,
  type EngineState,
  recordedAsChannels,
  type Surfaces,
} from './engineState';
import { paintPointer } from './paintPointer';
import { readTheme, type TraceTheme } from './theme';
import { type Look, TraceView, type ViewSize } from './traceView';
import { ViewLoop } from './viewLoop';

/** Joins samples, pictures and frames for one recording; works while it is attached to canvases. */
export class TraceEngine {
  readonly state = createStore<EngineState>(() => emptyState);
  readonly source: SignalSource;
  readonly view: TraceView;
  readonly recording: EngineRecording;
  readonly #store: ViewStore;
  readonly #spreads = new Map<string, Map<string, ChannelSpread>>();
  #surfaces: Surfaces | null = null;
  #loop: ViewLoop | null = null;
  #settings: EngineSettings | null = null;
  #size: ViewSize = { width: 1, height: 1, pixelRatio: 1 };
  #theme: TraceTheme | null = null;

  constructor(recording: EngineRecording, store: ViewStore, fetchTile: FetchTile) {
    this.recording = recording;
    this.#store = store;
    this.source = new SignalSource(recording.durationSeconds, fetchTile, {
      onArrival: (window, range) => this.#arrived(window, range),
      onTrouble: (trouble) => this.#publish({ trouble }),
    });
    this.view = new TraceView(this.source, recording.startTime);
  }

  /** Starts drawing; the answer stops it and lets go of everything fetched. */
  attach(surfaces: Surfaces): () => void {
    this.#surfaces = surfaces;
    this.#theme = readTheme(surfaces.host);
    const loop = new ViewLoop(this.#store, {
      draw: () => this.#draw(),
      drawPointer: () => paintPointer(surfaces.pointer, this, this.#store.getState()),
      prepare: () => this.view.prepare(this.#store.getState()),
    });
    this.#loop = loop;
    this.view.attach(surfaces.traces, () => loop.invalidate());
    const unsubscribe = this.#store.subscribe((state, before) => {
      const changesLook =
        state.scrollTop !== before.scrollTop ||
        state.hiddenLabels !== before.hiddenLabels ||
        state.gains !== before.gains ||
        state.sensitivity !== before.sensitivity ||
        state.highlightedLabel !== before.highlightedLabel;
      if (state.centring !== before.centring) {
        this.#centre();
      } else if (changesLook) {
        this.#refresh();
      }
    });
    this.#refresh();
    return () => {
      unsubscribe();
      loop.dispose();
      this.view.detach();
      this.source.clear();
      this.#spreads.clear();
      this.#surfaces = null;
      this.#loop = null;
    };
  }

  get theme(): TraceTheme | null {
    return this.#theme;
  }

  get size(): ViewSize {
    return this.#size;
  }

  get notes(): readonly Annotation[] {
    return this.#settings?.notes ?? [];
  }

  configure(settings: EngineSettings): void {
    if (this.#settings?.notes !== settings.notes) {
      this.view.setNotes(settings.notes);
    }
    this.#settings = settings;
    this.#refresh();
  }

  resize(size: ViewSize): void {
    this.#size = size;
    this.view.resize(size);
    this.#refresh();
  }

  /** The tokens or the type size changed. */
  restyle(): void {
    if (this.#surfaces) {
      this.#theme = readTheme(this.#surfaces.host);
      this.view.forgetPictures();
      this.#refresh();
    }
  }

  retry(): void {
    this.source.retry();
    this.#publish({ isWaiting: this.source.isWaiting });
  }

  /** Everything that decides how the traces look; what a download draws again, larger. */
  get look(): Look | null {
    const { lanes, layout, scales } = this.state.getState();
    const { highlightedLabel } = this.#store.getState();
    return this.#theme && { lanes, layout, scales, theme: this.#theme, highlightedLabel };
  }

  #query(settings: EngineSettings): SignalQuery {
    const { id, highestRateHz, channels } = this.recording;
    return {
      recordingId: id,
      montage: settings.montage,
      band: bandText(settings, highestRateHz),
      notch: notchText(settings, highestRateHz),
      points: pointsPerTile(channels.length),
    };
  }

  #draw(): void {
    const settings = this.#settings;
    const state = this.#store.getState();
    if (!settings || this.#size.width <= 1) {
      return;
    }
    const query = this.#query(settings);
    const perPixel = state.viewport.pageSeconds / (this.#size.width * Math.min(2, this.#size.pixelRatio));
    const level = levelFor(perPixel, query.points, this.recording.highestRateHz);
    this.source.show(query, state.viewport, level, state.direction);
    this.#publish({ isWaiting: this.source.isWaiting });
    const { fromSeconds, pageSeconds } = state.viewport;
    const [window] = this.source.windows(fromSeconds, fromSeconds + pageSeconds);
    // Samples kept from before do not arrive again when a reader goes back to their settings.
    if (window) this.#adopt(window);
    this.view.draw(state);
  }

  #arrived(window: SignalWindow, range: { fromSeconds: number; toSeconds: number }): void {
    this.#adopt(window);
    this.view.invalidate(range.fromSeconds, range.toSeconds);
    this.#publish({ isWaiting: this.source.isWaiting });
    this.#loop?.invalidate();
  }

  /** Levels come from the first stretch seen with these settings and then stay: lanes must not jump about. */
  #adopt(window: SignalWindow): void {
    const settings = this.#settings;
    const key = settings ? queryKey(this.#query(settings)) : '';
    if (this.#spreads.has(key)) {
      return;
    }
    this.#spreads.clear();
    this.#spreads.set(key, spreadsOf(window));
    this.#publish({
      channels: window.channels,
      montageProblem: settings
        ? montageProblem(settings.montage, this.recording.channels, window.channels)
        : null,
    });
    this.#refresh();
    this.#judge();
  }

  #judge(): void {
    const { lanes, layout } = this.state.getState();
    const [spreads] = this.#spreads.values();
    if (spreads && this.#settings) {
      const { pixelsPerMillimetre } = this.#settings;
      const readable = readableSensitivity(lanes, spreads, layout.laneHeight, pixelsPerMillimetre);
      this.#publish({ readableSensitivity: readable });
    }
  }

  /** Takes the levels anew from what is on screen. */
  #centre(): void {
    const { viewport } = this.#store.getState();
    const [window] = this.source.windows(viewport.fromSeconds, viewport.fromSeconds + viewport.pageSeconds);
    if (window && this.#settings) {
      this.#spreads.set(queryKey(this.#query(this.#settings)), spreadsOf(window));
      this.#refresh();
    }
  }

  #refresh(): void {
    const settings = this.#settings;
    if (!settings) {
      return;
    }
    const { hiddenLabels, gains, scrollTop, sensitivity } = this.#store.getState();
    const known = this.#spreads.get(queryKey(this.#query(settings)));
    const current = this.state.getState().channels;
    const channels = known || current.length > 0 ? current : recordedAsChannels(this.recording.channels);
    const labels = this.recording.channels.map((channel) => channel.label);
    const lanes = lanesOf(channels, hiddenLabels, settings.badChannels, labels);
    const layout = layOut(lanes.length, this.view.tracesHeight, scrollTop, settings.lanesPerPage);
    const spreads = known ?? this.#spreads.values().next().value;
    const scales = lanes.map((lane) =>
      laneScale(lane, spreads?.get(lane.label), {
        ...settings,
        sensitivity,
        gains,
        laneHeight: layout.laneHeight,
      }),
    );
    this.#publish({
      channels,
      lanes,
      scales,
      layout,
      noteBand: this.view.noteBand,
      tracesHeight: this.view.tracesHeight,
    });
    const look = this.look;
    if (look) {
      this.view.setLook(look);
    }
    this.#loop?.invalidate();
  }

  #publish(part: Partial<EngineState>): void {
    const now = this.state.getState();
    const isNew = (Object.keys(part) as (keyof EngineState)[]).some((name) => part[name] !== now[name]);
    if (isNew) {
      this.state.setState(part);
    }
  }
}
