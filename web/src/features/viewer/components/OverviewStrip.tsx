import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { Recording } from '@/features/recordings/model/recording';
import { formatPosition } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import { useOverview } from '../api/overview';
import { type OverviewContent, paintOverview, paintOverviewWindow } from '../drawing/paintOverview';
import { fitCanvas } from '../drawing/surface';
import { readTheme } from '../drawing/theme';
import type { Annotation } from '../model/annotations';
import type { Findings } from '../model/findings';
import { gapsOf } from '../model/gaps';
import { usePreferences } from '../model/preferences';
import type { ViewStore } from '../model/viewState';

interface Props {
  recording: Recording;
  store: ViewStore;
  notes: readonly Annotation[];
  findings: Findings;
}

/** The whole recording below the traces; press or drag to go there. */
export function OverviewStrip({ recording, store, notes, findings }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const overview = useOverview(recording);
  const durationSeconds = recording.duration_seconds;
  const polarity = usePreferences((state) => state.polarity);
  const content = useMemo<OverviewContent>(
    () => ({
      durationSeconds,
      envelope: overview.data?.channels[0] ?? null,
      gaps: overview.data ? gapsOf(overview.data) : [],
      artifacts: findings.artifacts,
      notes,
      polarity,
    }),
    [durationSeconds, overview.data, findings, notes, polarity],
  );
  useOverviewDrawing(canvas, store, content);

  const goTo = (event: PointerEvent<HTMLElement>, isSmooth: boolean) => {
    const box = event.currentTarget.getBoundingClientRect();
    const state = store.getState();
    const fromSeconds =
      ((event.clientX - box.left) / Math.max(1, box.width)) * durationSeconds -
      state.viewport.pageSeconds / 2;
    if (isSmooth) state.glideTo(fromSeconds);
    else state.show({ ...state.viewport, fromSeconds });
  };
  const step = (event: KeyboardEvent) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (direction !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      store.getState().glideBy((direction * durationSeconds) / 50);
    }
  };
  return (
    <Slider store={store} durationSeconds={durationSeconds} onKeyDown={step} onGoTo={goTo}>
      <canvas ref={canvas} className="absolute inset-0 size-full" />
    </Slider>
  );
}

interface SliderProps {
  store: ViewStore;
  durationSeconds: number;
  onKeyDown: (event: KeyboardEvent) => void;
  onGoTo: (event: PointerEvent<HTMLElement>, isSmooth: boolean) => void;
  children: React.ReactNode;
}

function Slider({ store, durationSeconds, onKeyDown, onGoTo, children }: SliderProps) {
  // Whole seconds are enough to be read out, and spare a render at every frame.
  const fromSeconds = useStore(store, (state) => Math.round(state.viewport.fromSeconds));
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t('viewer.overview')}
      aria-valuemin={0}
      aria-valuemax={Math.round(durationSeconds)}
      aria-valuenow={fromSeconds}
      aria-valuetext={t('viewer.overviewValue', {
        from: formatPosition(fromSeconds),
        duration: formatPosition(durationSeconds),
      })}
      className="border-line relative h-9 min-w-0 flex-1 cursor-pointer touch-none border-t"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        onGoTo(event, true);
      }}
      onPointerMove={(event) => (event.buttons === 1 ? onGoTo(event, false) : undefined)}
    >
      {children}
    </div>
  );
}

/** Keeps a picture of the recording and lays the stretch on screen over it, once per frame that changes it. */
function useOverviewDrawing(
  canvas: React.RefObject<HTMLCanvasElement | null>,
  store: ViewStore,
  content: OverviewContent,
) {
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) {
      return;
    }
    const picture = document.createElement('canvas');
    const pictureContext = picture.getContext('2d');
    let isPictureOld = true;
    let request = 0;
    let ratio = 1;
    let theme = readTheme(element);
    const draw = () => {
      request = 0;
      if (isPictureOld && pictureContext) {
        isPictureOld = false;
        ratio = window.devicePixelRatio || 1;
        theme = readTheme(element);
        fitCanvas(element, element.clientWidth, element.clientHeight, ratio);
        fitCanvas(picture, element.clientWidth, element.clientHeight, ratio);
        paintOverview(pictureContext, picture.width, picture.height, ratio, theme, content);
      }
      context.drawImage(picture, 0, 0);
      const { fromSeconds, pageSeconds } = store.getState().viewport;
      const shown = { fromSeconds, toSeconds: fromSeconds + pageSeconds };
      paintOverviewWindow(
        context,
        element.width,
        element.height,
        ratio,
        theme,
        content.durationSeconds,
        shown,
      );
    };
    const schedule = () => (request ||= requestAnimationFrame(draw));
    const redo = () => {
      isPictureOld = true;
      schedule();
    };
    const stopFollowing = store.subscribe((state, before) => {
      if (state.viewport !== before.viewport) schedule();
    });
    const sizes = new ResizeObserver(redo);
    sizes.observe(element);
    const themes = new MutationObserver(redo);
    themes.observe(document.documentElement, { attributes: true });
    schedule();
    return () => {
      stopFollowing();
      sizes.disconnect();
      themes.disconnect();
      cancelAnimationFrame(request);
    };
  }, [canvas, store, content]);
}
