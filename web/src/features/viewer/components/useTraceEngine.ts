import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { fetchSignal } from '../api/fetchSignal';
import type { EngineRecording, EngineSettings, EngineState, Surfaces } from '../drawing/engineState';
import { TraceEngine } from '../drawing/traceEngine';
import type { ViewStore } from '../model/viewState';

/** The engine of the page, fed with settings. It draws once its canvases are attached. */
export function useTraceEngine(
  recording: EngineRecording,
  store: ViewStore,
  settings: EngineSettings,
): TraceEngine {
  const [engine] = useState(() => new TraceEngine(recording, store, fetchSignal));
  useEffect(() => engine.configure(settings), [engine, settings]);
  return engine;
}

/** Draws on these canvases and follows their size, the screen they are on and the theme of the page. */
export function attachEngine(engine: TraceEngine, surfaces: Surfaces): () => void {
  const detach = engine.attach(surfaces);
  const measure = () =>
    engine.resize({
      width: surfaces.host.clientWidth,
      height: surfaces.host.clientHeight,
      pixelRatio: window.devicePixelRatio || 1,
    });
  const restyle = () => engine.restyle();
  measure();
  const sizes = new ResizeObserver(measure);
  sizes.observe(surfaces.host);
  const themes = new MutationObserver(restyle);
  themes.observe(document.documentElement, { attributes: true });
  window.addEventListener('resize', measure);
  // Text on canvas is drawn in a fallback until the bundled fonts are there.
  if ('fonts' in document) void document.fonts.ready.then(restyle);
  return () => {
    sizes.disconnect();
    themes.disconnect();
    window.removeEventListener('resize', measure);
    detach();
  };
}

export function useEngineState<Part>(engine: TraceEngine, pick: (state: EngineState) => Part): Part {
  return useStore(engine.state, pick);
}
