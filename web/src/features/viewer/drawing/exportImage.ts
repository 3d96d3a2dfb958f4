import { amplitudeText } from '../model/readings';
import { laneCentre } from '../model/lanes';
import { scaleBarMicrovolts } from '../model/sensitivity';
import type { ViewState } from '../model/viewState';
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
  const height = layout.viewHeight;
  const canvas = document.createElement('canvas');
  canvas.width = (labelPixels + width + marginPixels) * scale;
  canvas.height = (headerPixels + height + timelinePixels + marginPixels) * scale;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) {
    throw new Error('This browser gives no canvas to draw the picture on.');
  }
  context.fillStyle = theme.ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  paintHeader(context, engine, theme, text);
  context.drawImage(tracesOf(engine, look, state, width, height), labelPixels * scale, headerPixels * scale);
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.font = `${theme.fontPixels * scale}px ${theme.fontFamily}`;
  lanes.forEach((lane, position) => {
    const y = laneCentre(layout, position);
    if (y >= 0 && y <= height) {
      context.fillStyle = lane.bad.length > 0 ? theme.faint : theme.ink;
      context.fillText(
        lane.label,
        (labelPixels - 8) * scale,
        (headerPixels + y) * scale,
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

function tracesOf(
  engine: TraceEngine,
  look: Look,
  state: ViewState,
  width: number,
  height: number,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = (height + timelinePixels) * scale;
  const context = canvas.getContext('2d', { alpha: false });
  const { fromSeconds, pageSeconds } = state.viewport;
  const surface: Surface = {
    originSeconds: fromSeconds,
    pixelsPerSecond: (width / pageSeconds) * scale,
    width: canvas.width,
    height: height * scale,
    pixelRatio: scale,
  };
  if (context) {
    const scene = { ...look, gridSeconds: timelineStep(pageSeconds, width) };
    paintStrip(context, surface, scene, engine.source.pieces(fromSeconds, fromSeconds + pageSeconds));
    const { startTime, durationSeconds } = engine.recording;
    paintTimeline(context, surface, look.theme, height * scale, startTime, durationSeconds);
  }
  return canvas;
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
