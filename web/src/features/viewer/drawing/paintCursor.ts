import { type Surface, xOf } from './surface';
import type { TraceTheme } from './theme';

export interface CursorReading {
  seconds: number;
  /** Height of the dot on the trace, CSS pixels; null in a gap. */
  traceY: number | null;
  pointerY: number;
  laneText: string;
  timeText: string;
}

export interface SpanReading {
  fromSeconds: number;
  toSeconds: number;
  /** The lane measured, CSS pixels; the whole height when null. */
  lane: { top: number; height: number } | null;
  texts: readonly string[];
}

/** Crosshair with the value on the trace under it and the time below. */
export function paintCursor(
  context: CanvasRenderingContext2D,
  surface: Surface,
  theme: TraceTheme,
  tracesTop: number,
  tracesBottom: number,
  cursor: CursorReading,
): void {
  const ratio = surface.pixelRatio;
  const x = Math.round(xOf(surface, cursor.seconds));
  context.fillStyle = theme.faint;
  context.fillRect(x, tracesTop * ratio, Math.max(1, Math.round(ratio)), (tracesBottom - tracesTop) * ratio);
  if (cursor.traceY !== null) {
    context.fillStyle = theme.accent;
    context.beginPath();
    context.arc(x, cursor.traceY * ratio, 3.2 * ratio, 0, Math.PI * 2);
    context.fill();
  }
  if (cursor.laneText !== '') {
    const y = Math.min(Math.max(cursor.pointerY - 26, tracesTop + 2), tracesBottom - 24);
    paintPill(context, surface, theme, [cursor.laneText], x / ratio + 10, y);
  }
  paintPill(context, surface, theme, [cursor.timeText], x / ratio, tracesBottom + 6, true);
}

/** A stretch chosen or measured, with its readings. */
export function paintSpan(
  context: CanvasRenderingContext2D,
  surface: Surface,
  theme: TraceTheme,
  tracesTop: number,
  tracesBottom: number,
  span: SpanReading,
): void {
  const ratio = surface.pixelRatio;
  const left = Math.round(xOf(surface, Math.min(span.fromSeconds, span.toSeconds)));
  const right = Math.round(xOf(surface, Math.max(span.fromSeconds, span.toSeconds)));
  const top = (span.lane?.top ?? tracesTop) * ratio;
  const height = (span.lane?.height ?? tracesBottom - tracesTop) * ratio;
  context.globalAlpha = 0.14;
  context.fillStyle = theme.accent;
  context.fillRect(left, top, right - left, height);
  context.globalAlpha = 1;
  const line = Math.max(1, Math.round(ratio));
  context.fillRect(left, top, line, height);
  context.fillRect(right, top, line, height);
  if (span.texts.length > 0) {
    const y = span.lane ? Math.max(tracesTop + 2, span.lane.top - 26) : tracesTop + 4;
    paintPill(context, surface, theme, span.texts, right / ratio + 6, y);
  }
}

/** Text on a raised ground, kept inside the surface. */
function paintPill(
  context: CanvasRenderingContext2D,
  surface: Surface,
  theme: TraceTheme,
  texts: readonly string[],
  left: number,
  top: number,
  isCentred = false,
): void {
  const ratio = surface.pixelRatio;
  context.font = `500 ${theme.fontPixels * ratio}px ${theme.fontFamily}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const text = texts.join('   ');
  const width = context.measureText(text).width + 14 * ratio;
  const height = 22 * ratio;
  const wanted = left * ratio - (isCentred ? width / 2 : 0);
  const x = Math.max(2 * ratio, Math.min(wanted, surface.width - width - 2 * ratio));
  context.fillStyle = theme.raised;
  context.strokeStyle = theme.line;
  context.lineWidth = ratio;
  context.beginPath();
  context.roundRect(x, top * ratio, width, height, 5 * ratio);
  context.fill();
  context.stroke();
  context.fillStyle = theme.ink;
  context.fillText(text, x + 7 * ratio, top * ratio + height / 2 + ratio * 0.5);
}
