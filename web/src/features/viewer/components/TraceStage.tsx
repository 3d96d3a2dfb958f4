import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { t } from '@/lib/messages/t';
import type { TraceEngine } from '../drawing/traceEngine';
import type { ViewStore } from '../model/viewState';
import { LaneLabels } from './LaneLabels';
import { MontageNotice } from './MontageNotice';
import { useTraceGestures } from './useTraceGestures';
import { attachEngine, useEngineState } from './useTraceEngine';

interface Props {
  engine: TraceEngine;
  store: ViewStore;
  onNoteClick: (noteId: string) => void;
}

/** Names of the lanes on the left, the canvases beside them, and what is to be said about the signal over them. */
export function TraceStage({ engine, store, onNoteClick }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const names = useRef<HTMLDivElement>(null);
  const traces = useRef<HTMLCanvasElement>(null);
  const pointer = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (host.current && traces.current && pointer.current) {
      return attachEngine(engine, { host: host.current, traces: traces.current, pointer: pointer.current });
    }
    return undefined;
  }, [engine]);
  useTraceGestures(host, engine, store, onNoteClick);
  useLaneWheel(names, engine, store);
  const isRulerOn = useStore(store, (state) => state.isRulerOn);
  return (
    <div className="flex min-h-0 flex-1">
      <div ref={names} className="border-line relative z-10 w-32 shrink-0 border-r max-sm:w-14">
        <LaneLabels engine={engine} store={store} />
      </div>
      <div className="relative min-w-0 flex-1 text-sm">
        <div
          ref={host}
          className={`absolute inset-0 touch-none select-none ${isRulerOn ? 'cursor-col-resize' : 'cursor-crosshair'}`}
        >
          <canvas
            ref={traces}
            role="img"
            tabIndex={0}
            aria-label={`${t('viewer.canvas')}. ${t('viewer.canvasHelp')}`}
            aria-describedby="trace-summary"
            className="absolute inset-0 size-full focus-visible:-outline-offset-2"
          />
          <canvas ref={pointer} aria-hidden className="pointer-events-none absolute inset-0 size-full" />
        </div>
        <LanesThumb engine={engine} />
        <MontageNotice engine={engine} />
        <StageMessages engine={engine} store={store} />
      </div>
    </div>
  );
}

/** Over the names the wheel scrolls the channels, as it does in any list; over the traces it scrolls time. */
function useLaneWheel(names: RefObject<HTMLElement | null>, engine: TraceEngine, store: ViewStore): void {
  useEffect(() => {
    const element = names.current;
    const scroll = (event: WheelEvent) => {
      const { layout } = engine.state.getState();
      if (event.ctrlKey || layout.contentHeight <= layout.viewHeight + 1) return;
      event.preventDefault();
      const pixels =
        event.deltaMode === 1 ? layout.laneHeight : event.deltaMode === 2 ? layout.viewHeight : 1;
      store.getState().set({ scrollTop: layout.scrollTop + event.deltaY * pixels });
    };
    element?.addEventListener('wheel', scroll, { passive: false });
    return () => element?.removeEventListener('wheel', scroll);
  }, [names, engine, store]);
}

/** Says that there are more lanes than fit, and which ones are in view. */
function LanesThumb({ engine }: { engine: TraceEngine }) {
  const { contentHeight, viewHeight, scrollTop } = useEngineState(engine, (state) => state.layout);
  const noteBand = useEngineState(engine, (state) => state.noteBand);
  if (contentHeight <= viewHeight + 1) {
    return null;
  }
  const share = viewHeight / contentHeight;
  return (
    <div
      aria-hidden
      className="bg-line-strong/70 pointer-events-none absolute right-0.5 w-1 rounded-full"
      style={{ top: noteBand + scrollTop * share, height: viewHeight * share }}
    />
  );
}

function StageMessages({ engine, store }: { engine: TraceEngine; store: ViewStore }) {
  const isWaiting = useEngineState(engine, (state) => state.isWaiting);
  const trouble = useEngineState(engine, (state) => state.trouble);
  const channelCount = useEngineState(engine, (state) => state.channels.length);
  const laneCount = useEngineState(engine, (state) => state.lanes.length);
  if (trouble) {
    return (
      <Floating>
        <ProblemNotice
          error={trouble}
          action={
            <Button size="compact" onPress={() => engine.retry()}>
              {t('viewer.retry')}
            </Button>
          }
        />
      </Floating>
    );
  }
  if (channelCount > 0 && laneCount === 0) {
    return (
      <Floating>
        <div className="bg-raised border-line flex items-center gap-3 rounded-sm border px-4 py-3">
          <p>{t('viewer.noChannels')}</p>
          <Button size="compact" onPress={() => store.getState().set({ hiddenLabels: new Set() })}>
            {t('viewer.noChannelsAction')}
          </Button>
        </div>
      </Floating>
    );
  }
  return isWaiting ? <Waiting /> : null;
}

/** Comes only after a while: most tiles are here before anyone could read it. */
function Waiting() {
  return (
    <p className="bg-raised/90 text-soft border-line animate-late absolute top-3 right-3 rounded-sm border px-2.5 py-1 text-xs">
      {t('viewer.signalWaiting')}
    </p>
  );
}

function Floating({ children }: { children: ReactNode }) {
  return <div className="absolute inset-x-4 top-1/3 mx-auto w-fit max-w-xl">{children}</div>;
}
