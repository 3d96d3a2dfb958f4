import { useEffect, useRef } from 'react';
import type { TraceEngine } from '../drawing/traceEngine';
import { type Annotation, neighbour } from '../model/annotations';
import { type Filters, montages, next, notchChoices } from '../model/choices';
import { pagedScrollTop } from '../model/lanes';
import { defaultPreferences, usePreferences } from '../model/preferences';
import { stepSensitivity } from '../model/sensitivity';
import { type Command, commandFor, isTyping } from '../model/shortcuts';
import type { ViewStore } from '../model/viewState';
import { stepPage } from '../model/viewport';

export type Panel = 'notes' | 'channels' | 'analysis' | 'settings';

export interface CommandTargets {
  store: ViewStore;
  engine: TraceEngine;
  notes: readonly Annotation[];
  annotate: () => void;
  undo: () => void;
  togglePanel: (panel: Panel) => void;
  openHelp: () => void;
  closeTop: () => void;
}

/** Obeys the keyboard wherever the focus is, except in fields, lists and dialogs. */
export function useViewerCommands(targets: CommandTargets): void {
  const latest = useRef(targets);
  useEffect(() => {
    latest.current = targets;
  });
  const filtersBefore = useRef<Filters | null>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const command = commandFor(event);
      if (!command || event.defaultPrevented || (isTyping(event.target) && command !== 'close')) {
        return;
      }
      if (command !== 'close') {
        event.preventDefault();
      }
      obey(command, latest.current, filtersBefore);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function obey(command: Command, targets: CommandTargets, filtersBefore: { current: Filters | null }): void {
  const { store } = targets;
  const state = store.getState();
  const preferences = usePreferences.getState();
  const move: Partial<Record<Command, () => void>> = {
    page_forward: () => state.glideBy(state.viewport.pageSeconds),
    page_back: () => state.glideBy(-state.viewport.pageSeconds),
    second_forward: () => state.glideBy(1),
    second_back: () => state.glideBy(-1),
    start: () => state.glideTo(0),
    end: () => state.glideTo(state.durationSeconds),
    longer: () => state.setPage(stepPage(state.viewport.pageSeconds, 1, state.durationSeconds)),
    shorter: () => state.setPage(stepPage(state.viewport.pageSeconds, -1, state.durationSeconds)),
    lanes_up: () => turnLanes(targets, -1),
    lanes_down: () => turnLanes(targets, 1),
    centre: () => state.set({ centring: state.centring + 1 }),
    ruler: () => state.set({ isRulerOn: !state.isRulerOn, ruler: null }),
    next_note: () => goToNote(targets, 1),
    previous_note: () => goToNote(targets, -1),
  };
  const change: Partial<Record<Command, () => void>> = {
    larger: () => state.chooseSensitivity(stepSensitivity(state.sensitivity, 1)),
    smaller: () => state.chooseSensitivity(stepSensitivity(state.sensitivity, -1)),
    montage: () => preferences.change({ montage: next(montages, preferences.montage) }),
    notch: () => preferences.change({ notchHz: next<number>(notchChoices, preferences.notchHz) }),
    filters: () => switchFilters(filtersBefore),
    polarity: () =>
      preferences.change({
        polarity: preferences.polarity === 'negative_up' ? 'positive_up' : 'negative_up',
      }),
    annotate: targets.annotate,
    undo: targets.undo,
    channels: () => targets.togglePanel('channels'),
    notes: () => targets.togglePanel('notes'),
    analysis: () => targets.togglePanel('analysis'),
    help: targets.openHelp,
    close: targets.closeTop,
  };
  (move[command] ?? change[command])?.();
}

function turnLanes({ store, engine }: CommandTargets, direction: 1 | -1): void {
  const { layout, lanes } = engine.state.getState();
  store.getState().set({ scrollTop: pagedScrollTop(layout, lanes.length, direction) });
}

/** All filters off, and back to what they were. */
function switchFilters(before: { current: Filters | null }): void {
  const { highPassHz, lowPassHz, notchHz, change } = usePreferences.getState();
  const areOff = highPassHz === 0 && lowPassHz === 0 && notchHz === 0;
  if (areOff) {
    const { highPassHz: high, lowPassHz: low, notchHz: notch } = before.current ?? defaultPreferences;
    change({ highPassHz: high, lowPassHz: low, notchHz: notch });
  } else {
    before.current = { highPassHz, lowPassHz, notchHz };
    change({ highPassHz: 0, lowPassHz: 0, notchHz: 0 });
  }
}

function goToNote({ store, notes }: CommandTargets, direction: 1 | -1): void {
  const state = store.getState();
  const selected = notes.find((note) => note.id === state.selectedNoteId);
  const note = neighbour(notes, selected?.onsetSeconds ?? state.viewport.fromSeconds, direction);
  if (note) {
    state.glideToMoment(note.onsetSeconds);
    state.set({ selectedNoteId: note.id });
  }
}
