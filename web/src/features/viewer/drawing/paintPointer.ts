import { formatMeasure, formatPosition } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import { laneAt, laneCentre } from '../model/lanes';
import { amplitudeText, measure, valueAt } from '../model/readings';
import { clockText, timeDecimals } from '../model/timeText';
import type { RulerSpan, ViewState } from '../model/viewState';
import { pixelsToSeconds } from '../model/viewport';
import { type CursorReading, paintCursor, paintSpan, type SpanReading } from './paintCursor';
import { fitCanvas, type Surface } from './surface';
import type { TraceEngine } from './traceEngine';

/** The upper canvas: crosshair, selection and ruler. Redrawn alone while only the pointer moves. */
export function paintPointer(canvas: HTMLCanvasElement, engine: TraceEngine, state: ViewState): void {
  const context = canvas.getContext('2d');
  const { theme } = engine;
  if (!context || !theme) {
    return;
  }
  const { width, height, pixelRatio } = engine.size;
  if (!fitCanvas(canvas, width, height, pixelRatio)) {
    context.clearRect(0, 0, canvas.width, canvas.height);
  }
  const surface: Surface = {
    originSeconds: state.viewport.fromSeconds,
    pixelsPerSecond: (width / state.viewport.pageSeconds) * pixelRatio,
    width: canvas.width,
    height: canvas.height,
    pixelRatio,
  };
  const { noteBand, tracesHeight } = engine.state.getState();
  const bottom = noteBand + tracesHeight;
  if (state.selection) {
    const { fromSeconds, toSeconds } = state.selection;
    const texts = [`${formatMeasure(Math.abs(toSeconds - fromSeconds))} s`];
    paintSpan(context, surface, theme, noteBand, bottom, {
      fromSeconds,
      toSeconds,
      lane: null,
      texts,
    });
  }
  if (state.ruler) {
    paintSpan(context, surface, theme, noteBand, bottom, rulerReading(engine, state.ruler));
  }
  const cursor = state.ruler ? null : cursorReading(engine, state);
  if (cursor) {
    paintCursor(context, surface, theme, noteBand, bottom, cursor);
  }
}

function cursorReading(engine: TraceEngine, state: ViewState): CursorReading | null {
  const { pointer } = state;
  if (!pointer) {
    return null;
  }
  const { lanes, scales, layout, noteBand } = engine.state.getState();
  const seconds = pixelsToSeconds(pointer.x, state.viewport, engine.size.width);
  if (seconds > state.durationSeconds) {
    return null;
  }
  const position = laneAt(layout, lanes.length, pointer.y - noteBand);
  const lane = lanes[position];
  const scale = scales[position];
  const channel = lane
    ? engine.source.windows(seconds, seconds + 1e-6)[0]?.channels[lane.channel]
    : undefined;
  const value = channel && lane && channel.label === lane.label ? valueAt(channel, seconds) : null;
  const decimals = timeDecimals(state.viewport.pageSeconds);
  const clock = clockText(engine.recording.startTime, seconds, decimals);
  const elapsed = formatPosition(seconds, decimals);
  return {
    seconds,
    pointerY: pointer.y,
    traceY:
      value === null || !scale
        ? null
        : noteBand + laneCentre(layout, position) + (value - scale.offset) * scale.pixelsPerUnit,
    laneText: lane
      ? `${lane.label}  ${value === null ? t('viewer.cursor.gap') : amplitudeText(value, lane.unit)}`
      : '',
    timeText: clock === null ? elapsed : `${elapsed}   ${clock}`,
  };
}

function rulerReading(engine: TraceEngine, ruler: RulerSpan): SpanReading {
  const { lanes, layout, noteBand } = engine.state.getState();
  const position = lanes.findIndex((lane) => lane.label === ruler.label);
  const lane = lanes[position];
  const from = Math.min(ruler.fromSeconds, ruler.toSeconds);
  const to = Math.max(ruler.fromSeconds, ruler.toSeconds);
  const reading = measure(engine.source.windows(from, to), lane?.channel ?? -1, from, to);
  const texts = [
    ruler.label,
    `Δt ${formatMeasure(reading.seconds * 1000)} ms`,
    ...(reading.frequencyHz === null ? [] : [`1/Δt ${formatMeasure(reading.frequencyHz)} Hz`]),
    ...(reading.peakToPeak === null || !lane ? [] : [`${amplitudeText(reading.peakToPeak, lane.unit)} p–p`]),
  ];
  const top = noteBand + laneCentre(layout, position) - layout.laneHeight / 2;
  return { fromSeconds: from, toSeconds: to, lane: lane ? { top, height: layout.laneHeight } : null, texts };
}
