import { formatPosition } from '@/lib/messages/format';
import { clockText, dateText } from '../model/timeText';
import { ticks, tickStepSeconds } from '../model/viewport';
import { type Surface, xOf } from './surface';
import type { TraceTheme } from './theme';

export const timelinePixels = 34;
const labelPixels = 92;

/** Seconds between labelled ticks; the grid over the traces stands at the same moments. */
export function timelineStep(pageSeconds: number, widthPixels: number): number {
  return tickStepSeconds({ fromSeconds: 0, pageSeconds }, widthPixels, labelPixels);
}

/** Clock time above, time since the start below, from `top` down. */
export function paintTimeline(
  context: CanvasRenderingContext2D,
  surface: Surface,
  theme: TraceTheme,
  top: number,
  startTime: string | null,
  durationSeconds: number,
): void {
  const ratio = surface.pixelRatio;
  const pageSeconds = surface.width / surface.pixelsPerSecond;
  const step = timelineStep(pageSeconds, surface.width / ratio);
  const decimals = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3;
  context.fillStyle = theme.ground;
  context.fillRect(0, top, surface.width, timelinePixels * ratio);
  context.fillStyle = theme.line;
  context.fillRect(0, top, surface.width, Math.max(1, Math.round(ratio)));
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  for (const moment of ticks({ fromSeconds: surface.originSeconds, pageSeconds }, step)) {
    if (moment > durationSeconds + 1e-9) {
      break;
    }
    const x = Math.round(xOf(surface, moment));
    context.fillStyle = theme.line;
    context.fillRect(x, top, Math.max(1, Math.round(ratio)), timelinePixels * ratio);
    const clock = clockText(startTime, moment, decimals);
    context.font = `${theme.fontPixels * ratio}px ${theme.fontFamily}`;
    context.fillStyle = theme.soft;
    context.fillText(clock ?? formatPosition(moment, decimals), x + 5 * ratio, top + 14 * ratio);
    context.font = `${(theme.fontPixels - 1) * ratio}px ${theme.fontFamily}`;
    context.fillStyle = theme.faint;
    const second = clock === null ? '' : formatPosition(moment, decimals);
    const isMidnight = clock !== null && clock.startsWith('00:00:00') && moment > 0;
    context.fillText(
      isMidnight ? (dateText(startTime, moment) ?? second) : second,
      x + 5 * ratio,
      top + 28 * ratio,
    );
  }
}
