import { useCallback, useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useReport } from '@/features/analysis/api/getReport';
import { AnalysisPanel } from '@/features/analysis/components/AnalysisPanel';
import { distinctLabels } from '@/features/recordings/model/channelNames';
import type { Recording } from '@/features/recordings/model/recording';
import { t } from '@/lib/messages/t';
import { useAnnotations } from '../api/annotations';
import type { EngineSettings } from '../drawing/engineState';
import type { TraceEngine } from '../drawing/traceEngine';
import { findingsOf } from '../model/findings';
import { scrollTopWithLane } from '../model/lanes';
import { usePreferences } from '../model/preferences';
import { readSharedView } from '../model/urlState';
import { createViewStore, type ViewStore } from '../model/viewState';
import { CalibrationSheet } from './CalibrationSheet';
import { ChannelsPanel } from './ChannelsPanel';
import { LanePager } from './LanePager';
import { LiveSummary } from './LiveSummary';
import { NotesPanel } from './NotesPanel';
import { OverviewStrip } from './OverviewStrip';
import { ShortcutSheet } from './ShortcutSheet';
import { SidePanel } from './SidePanel';
import { TraceStage } from './TraceStage';
import { useNoteCommands } from './useNoteCommands';
import { useSharedView } from './useSharedView';
import { useTraceEngine } from './useTraceEngine';
import { type Panel, useViewerCommands } from './useViewerCommands';
import { CalibrateButton, ViewerBar } from './ViewerBar';
import { ViewSettings } from './ViewSettings';

const noNotes: EngineSettings['notes'] = [];

/** One recording, its traces and everything that opens over them. */
export function Viewer({ recording }: { recording: Recording }) {
  const store = useStoreFor(recording);
  useSharedView(store);
  const annotations = useAnnotations(recording.id);
  const notes = annotations.data ?? noNotes;
  const analysis = recording.latest_analysis;
  const report = useReport(analysis?.status === 'completed' ? analysis.id : null).data;
  const findings = useMemo(() => findingsOf(report), [report]);

  const engine = useTraceEngine(
    useEngineRecording(recording),
    store,
    useEngineSettings(notes, findings.badChannels),
  );

  useReadableStart(engine, store);
  useRememberedSensitivity(store, recording.id);

  // Links such as the demo's open with the analysis in view.
  const [query] = useSearchParams();
  const [panel, setPanel] = useState<Panel | null>(query.get('panel') === 'analysis' ? 'analysis' : null);
  const [sheet, setSheet] = useState<'help' | 'calibration' | null>(null);
  const togglePanel = useCallback((asked: Panel) => setPanel((open) => (open === asked ? null : asked)), []);
  const openNotes = useCallback(() => setPanel('notes'), []);
  const closePanel = useCallback(() => setPanel(null), []);
  const widthPixels = useCallback(() => engine.size.width, [engine]);
  const noteCommands = useNoteCommands(recording.id, store, widthPixels, openNotes);
  const showNote = useCallback(
    (noteId: string) => {
      store.getState().set({ selectedNoteId: noteId });
      setPanel('notes');
    },
    [store],
  );
  const showMoment = useCallback((seconds: number) => store.getState().glideToMoment(seconds), [store]);
  const highlight = useCallback(
    (highlightedLabel: string | null) => {
      const { lanes, layout } = engine.state.getState();
      const lane = lanes.findIndex(
        ({ names }) => highlightedLabel !== null && names.includes(highlightedLabel),
      );
      const place = lane < 0 ? {} : { scrollTop: scrollTopWithLane(layout, lane) };
      store.getState().set({ highlightedLabel, ...place });
    },
    [engine, store],
  );
  useViewerCommands({
    store,
    engine,
    notes,
    togglePanel,
    annotate: noteCommands.begin,
    undo: noteCommands.undo,
    openHelp: () => setSheet('help'),
    closeTop: () => {
      setPanel(null);
      store.getState().set({
        selection: null,
        ruler: null,
        isRulerOn: false,
        selectedNoteId: null,
        highlightedLabel: null,
      });
    },
  });
  const recordedLabels = useMemo(() => engine.recording.channels.map((channel) => channel.label), [engine]);

  return (
    <section className="flex h-full min-h-0 flex-col" aria-label={recording.title}>
      <ViewerBar
        recording={recording}
        engine={engine}
        store={store}
        panel={panel}
        onPanel={togglePanel}
        onHelp={() => setSheet('help')}
        onCalibrate={() => setSheet('calibration')}
      />
      <div className="relative flex min-h-0 flex-1 flex-col overflow-hidden">
        <TraceStage engine={engine} store={store} onNoteClick={showNote} />
        {/* On a phone the names are too narrow for it, and a thumb needs more room. */}
        <LanePager engine={engine} store={store} className="border-line flex border-t sm:hidden" />
        <div className="flex">
          <div className="border-line w-32 shrink-0 border-t border-r max-sm:w-14">
            <LanePager engine={engine} store={store} className="flex h-full max-sm:hidden" />
          </div>
          <OverviewStrip recording={recording} store={store} notes={notes} findings={findings} />
        </div>
        {panel === 'notes' ? (
          <NotesPanel
            store={store}
            notes={notes}
            error={annotations.error}
            commands={noteCommands}
            onClose={closePanel}
          />
        ) : null}
        {panel === 'channels' ? (
          <ChannelsPanel
            engine={engine}
            store={store}
            badChannels={findings.badChannels}
            recordedLabels={recordedLabels}
            onClose={closePanel}
          />
        ) : null}
        {panel === 'analysis' ? (
          <SidePanel title={t('viewer.analysis')} width="wide" onClose={closePanel}>
            <div className="px-4 py-3">
              <AnalysisPanel recording={recording} onJumpTo={showMoment} onHighlightChannel={highlight} />
            </div>
          </SidePanel>
        ) : null}
        {panel === 'settings' ? (
          <SidePanel title={t('viewer.view')} onClose={closePanel}>
            <div className="flex flex-col gap-1.5 p-4">
              <ViewSettings store={store} highestRateHz={recording.sampling_rate_hz} />
              <CalibrateButton onPress={() => setSheet('calibration')} />
            </div>
          </SidePanel>
        ) : null}
      </div>
      <LiveSummary engine={engine} store={store} notes={notes} />
      <ShortcutSheet isOpen={sheet === 'help'} onClose={() => setSheet(null)} />
      <CalibrationSheet isOpen={sheet === 'calibration'} onClose={() => setSheet(null)} />
    </section>
  );
}

/** The address decides where to begin; what it leaves open, this browser remembers. */
function useStoreFor(recording: Recording): ViewStore {
  const [query] = useSearchParams();
  const [shared] = useState(() => readSharedView(query));
  const { change } = usePreferences.getState();
  useEffect(() => {
    if (shared.montage) change({ montage: shared.montage });
  }, [shared, change]);
  const [store] = useState(() =>
    createViewStore(
      recording.duration_seconds,
      {
        fromSeconds: shared.fromSeconds ?? 0,
        pageSeconds: shared.pageSeconds ?? usePreferences.getState().pageSeconds,
      },
      usePreferences.getState().sensitivities[recording.id] ?? null,
    ),
  );
  return store;
}

/** Until a reader has picked a sensitivity for it, a recording opens at one at which its traces can be read. */
function useReadableStart(engine: TraceEngine, store: ViewStore): void {
  useEffect(() => {
    const unsubscribe = engine.state.subscribe(({ readableSensitivity }) => {
      if (readableSensitivity !== null) {
        unsubscribe();
        const { isSensitivityChosen, set } = store.getState();
        if (!isSensitivityChosen) set({ sensitivity: readableSensitivity });
      }
    });
    return unsubscribe;
  }, [engine, store]);
}

function useRememberedSensitivity(store: ViewStore, recordingId: string): void {
  useEffect(
    () =>
      store.subscribe(({ sensitivity, isSensitivityChosen }, before) => {
        if (isSensitivityChosen && sensitivity !== before.sensitivity) {
          usePreferences.getState().rememberSensitivity(recordingId, sensitivity);
        }
      }),
    [store, recordingId],
  );
}

function useEngineRecording(recording: Recording) {
  const { id, start_time, duration_seconds, sampling_rate_hz, channels } = recording;
  return useMemo(
    () => ({
      id,
      startTime: start_time,
      durationSeconds: duration_seconds,
      highestRateHz: sampling_rate_hz,
      channels: withDistinctLabels(channels),
    }),
    [id, start_time, duration_seconds, sampling_rate_hz, channels],
  );
}

function withDistinctLabels(channels: Recording['channels']) {
  const labels = distinctLabels(channels.map(({ label }) => label));
  return channels.map((channel, at) => ({ ...channel, label: labels[at] ?? channel.label }));
}

function useEngineSettings(
  notes: EngineSettings['notes'],
  badChannels: EngineSettings['badChannels'],
): EngineSettings {
  const { highPassHz, lowPassHz, notchHz, montage, lanesPerPage, pixelsPerMillimetre, polarity } =
    usePreferences();
  return useMemo(
    () => ({
      highPassHz,
      lowPassHz,
      notchHz,
      montage,
      lanesPerPage,
      pixelsPerMillimetre,
      polarity,
      notes,
      badChannels,
    }),
    [
      highPassHz,
      lowPassHz,
      notchHz,
      montage,
      lanesPerPage,
      pixelsPerMillimetre,
      polarity,
      notes,
      badChannels,
    ],
  );
}
