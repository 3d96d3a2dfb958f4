import type { LaneScale } from '../model/scaling';
import type { SignalChannel } from '../model/signalFormat';

/** The end of the line so far: traces run on from one window into the next without a seam. */
export interface Pen {
  isDown: boolean;
  y: number;
}

/** Where a trace goes, in device pixels. */
export interface TracePlace {
  /** Moment of the left edge. */
  originSeconds: number;
  pixelsPerSecond: number;
  centre: number;
  /** Traces never leave these heights, so that one wild channel does not paint over all the others. */
  top: number;
  bottom: number;
  scale: LaneScale;
}

/** Adds the steps of one channel whose moments lie in [from, to) to the current path. Allocates nothing. */
export function addTrace(
  context: CanvasRenderingContext2D,
  channel: SignalChannel,
  fromSeconds: number,
  toSeconds: number,
  place: TracePlace,
  pen: Pen,
): void {
  const first = Math.max(
    0,
    Math.ceil((fromSeconds - channel.firstSampleSeconds) / channel.stepSeconds - 1e-6),
  );
  const end = Math.min(
    channel.count,
    Math.ceil((toSeconds - channel.firstSampleSeconds) / channel.stepSeconds - 1e-6),
  );
  const step = channel.stepSeconds * place.pixelsPerSecond;
  const origin = (channel.firstSampleSeconds - place.originSeconds) * place.pixelsPerSecond;
  if (channel.layout === 'min_max') {
    addSpans(context, channel.values, first, end, origin + step / 2, step, place, pen);
  } else {
    addSamples(context, channel.values, first, end, origin, step, place, pen);
  }
}

function addSamples(
  context: CanvasRenderingContext2D,
  values: Float32Array,
  first: number,
  end: number,
  origin: number,
  step: number,
  place: TracePlace,
  pen: Pen,
): void {
  const { offset, pixelsPerUnit } = place.scale;
  for (let index = first; index < end; index++) {
    const value = values[index] ?? Number.NaN;
    if (Number.isNaN(value)) {
      pen.isDown = false;
      continue;
    }
    const y = Math.min(place.bottom, Math.max(place.top, place.centre + (value - offset) * pixelsPerUnit));
    addPoint(context, origin + index * step, y, pen);
  }
}

/** Each pair becomes a vertical span, entered at the end that is nearer to where the pen stands. */
function addSpans(
  context: CanvasRenderingContext2D,
  values: Float32Array,
  first: number,
  end: number,
  origin: number,
  step: number,
  place: TracePlace,
  pen: Pen,
): void {
  const { offset, pixelsPerUnit } = place.scale;
  for (let index = first; index < end; index++) {
    const lowest = values[index * 2] ?? Number.NaN;
    const highest = values[index * 2 + 1] ?? Number.NaN;
    if (Number.isNaN(lowest) || Number.isNaN(highest)) {
      pen.isDown = false;
      continue;
    }
    const one = Math.min(place.bottom, Math.max(place.top, place.centre + (lowest - offset) * pixelsPerUnit));
    const other = Math.min(
      place.bottom,
      Math.max(place.top, place.centre + (highest - offset) * pixelsPerUnit),
    );
    const oneFirst = Math.abs(one - pen.y) <= Math.abs(other - pen.y);
    const x = origin + index * step;
    addPoint(context, x, oneFirst ? one : other, pen);
    addPoint(context, x, oneFirst ? other : one, pen);
  }
}

function addPoint(context: CanvasRenderingContext2D, x: number, y: number, pen: Pen): void {
  if (pen.isDown) {
    context.lineTo(x, y);
  } else {
    context.moveTo(x, y);
    pen.isDown = true;
  }
  pen.y = y;
}
