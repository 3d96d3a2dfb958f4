import { amplitudeText } from '../model/readings';
import { laneCentre } from '../model/lanes';
import { scaleBarMicrovolts } from '../model/sensitivity';
import type { ViewState } from '../model/viewState';
import { NoteBand } from './noteBand';
import { paintStrip } from './paintStrip';
import { paintTimeline, timelinePixels, timelineStep } from './paintTimeline';
import type { Surface } from './surface';
import type { TraceTheme } from './theme';
import type { TraceEngine } from './traceEngine';
import type { Look } from './traceView';

const scale = 2;
const labelPixels = 92;
const marginPixels = 16;
const headerPixels = 56;

export interface PictureText {
  title: string;
  /** Time, montage, filters and sensitivity, one line. */
  facts: string;
  sensitivity: number;
  pixelsPerMillimetre: number;
}

/** The view as a picture at twice its size, with a header, the labels of the lanes and a scale bar. */
export async function viewPicture(
  engine: TraceEngine,
  look: Look,
  state: ViewState,
  text: PictureText,
): Promise<Blob> {
  const { lanes, layout, theme } = look;
  const width = engine.size.width;
  const noteBand = new NoteBand();
  noteBand.setNotes(engine.notes);
  const traces = tracesOf(engine, look, state, width, noteBand);
  const lanesTop = headerPixels + noteBand.height(layout.viewHeight);
  const context = canvasOf(
    (labelPixels + width + marginPixels) * scale,
    headerPixels * scale + traces.height + marginPixels * scale,
  );
  const { canvas } = context;
  context.fillStyle = theme.ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  paintHeader(context, engine, theme, text);
  context.drawImage(traces, labelPixels * scale, headerPixels * scale);
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.font = `${theme.fontPixels * scale}px ${theme.fontFamily}`;
  lanes.forEach((lane, position) => {
    const y = laneCentre(layout, position);
    if (y >= 0 && y <= layout.viewHeight) {
      context.fillStyle = lane.bad.length > 0 ? theme.faint : theme.ink;
      context.fillText(
        lane.label,
        (labelPixels - 8) * scale,
        (lanesTop + y) * scale,
        (labelPixels - 14) * scale,
      );
    }
  });
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be encoded.'))),
      'image/png',
    );
  });
}

/** Notes, traces and time line, as on screen. */
function tracesOf(
  engine: TraceEngine,
  look: Look,
  state: ViewState,
  width: number,
  noteBand: NoteBand,
): HTMLCanvasElement {
  const { fromSeconds, pageSeconds } = state.viewport;
  const { viewHeight } = look.layout;
  const top = noteBand.height(viewHeight) * scale;
  const bottom = top + Math.round(viewHeight * scale);
  const surface: Surface = {
    originSeconds: fromSeconds,
    pixelsPerSecond: (width / pageSeconds) * scale,
    width: width * scale,
    height: bottom - top,
    pixelRatio: scale,
  };
  const strip = canvasOf(surface.width, surface.height);
  const whole = canvasOf(surface.width, bottom + timelinePixels * scale);
  const scene = { ...look, gridSeconds: timelineStep(pageSeconds, width) };
  paintStrip(strip, surface, scene, engine.source.pieces(fromSeconds, fromSeconds + pageSeconds));
  whole.fillStyle = look.theme.ground;
  whole.fillRect(0, 0, whole.canvas.width, whole.canvas.height);
  whole.drawImage(strip.canvas, 0, top);
  noteBand.paint(whole, surface, look.theme, viewHeight, bottom, null);
  const { startTime, durationSeconds } = engine.recording;
  paintTimeline(whole, surface, look.theme, bottom, startTime, durationSeconds);
  return whole.canvas;
}

function canvasOf(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) {
    throw new Error('This browser gives no canvas to draw the picture on.');
  }
  return context;
}

function paintHeader(
  context: CanvasRenderingContext2D,
  engine: TraceEngine,
  theme: TraceTheme,
  text: PictureText,
): void {
  const barMicrovolts = scaleBarMicrovolts(text.sensitivity);
  const barPixels = (barMicrovolts / text.sensitivity) * text.pixelsPerMillimetre;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillStyle = theme.ink;
  context.font = `600 ${16 * scale}px ${theme.fontFamily}`;
  context.fillText(text.title, marginPixels * scale, 24 * scale, engine.size.width * scale * 0.8);
  context.fillStyle = theme.soft;
  context.font = `${12 * scale}px ${theme.fontFamily}`;
  context.fillText(text.facts, marginPixels * scale, 44 * scale, engine.size.width * scale * 0.9);
  const right = labelPixels + engine.size.width;
  const top = Math.max(4, (headerPixels - barPixels) / 2);
  context.fillStyle = theme.ink;
  context.fillRect(right * scale, top * scale, 1.5 * scale, Math.min(barPixels, headerPixels - 8) * scale);
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.fillText(amplitudeText(barMicrovolts, 'uV'), (right - 6) * scale, (headerPixels / 2) * scale);
}
