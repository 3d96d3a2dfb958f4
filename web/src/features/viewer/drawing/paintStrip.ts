import { gapsOf } from '../model/gaps';
import { type Lane, type LaneLayout, laneCentre, lanesInView } from '../model/lanes';
import type { LaneScale } from '../model/scaling';
import type { SignalWindow } from '../model/signalFormat';
import type { SourcePiece } from '../model/signalSource';
import { addTrace, type Pen, type TracePlace } from './paintTrace';
import type { Surface } from './surface';
import type { TraceTheme } from './theme';

/** Everything that decides how traces look, apart from when and how wide. */
export interface Scene {
  lanes: readonly Lane[];
  layout: LaneLayout;
  scales: readonly LaneScale[];
  theme: TraceTheme;
  highlightedLabel: string | null;
  /** Seconds between vertical grid lines. */
  gridSeconds: number;
}

/** How many lanes' height a trace may swing to either side. */
const reachInLanes = 4;

export function paintStrip(
  context: CanvasRenderingContext2D,
  surface: Surface,
  scene: Scene,
  pieces: readonly SourcePiece[],
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 1;
  context.fillStyle = scene.theme.ground;
  context.fillRect(0, 0, surface.width, surface.height);
  paintGrid(context, surface, scene);
  for (const piece of pieces) {
    if (piece.window) {
      for (const gap of gapsIn(piece.window)) {
        const from = Math.max(gap.fromSeconds, piece.fromSeconds);
        const to = Math.min(gap.toSeconds, piece.toSeconds);
        hatch(context, surface, scene.theme.line, from, to);
      }
    }
  }
  const { first, end } = lanesInView(scene.layout, scene.lanes.length);
  for (let position = first; position < end; position++) {
    paintLane(context, surface, scene, pieces, position);
  }
  context.globalAlpha = 1;
}

function paintGrid(context: CanvasRenderingContext2D, surface: Surface, scene: Scene): void {
  const lineWidth = Math.max(1, Math.round(surface.pixelRatio));
  const first = Math.ceil(surface.originSeconds / scene.gridSeconds - 1e-6);
  const last = Math.floor(
    (surface.originSeconds + surface.width / surface.pixelsPerSecond) / scene.gridSeconds + 1e-6,
  );
  context.fillStyle = scene.theme.grid;
  for (let line = first; line <= last; line++) {
    const x = Math.round((line * scene.gridSeconds - surface.originSeconds) * surface.pixelsPerSecond);
    context.fillRect(x, 0, lineWidth, surface.height);
  }
}

function paintLane(
  context: CanvasRenderingContext2D,
  surface: Surface,
  scene: Scene,
  pieces: readonly SourcePiece[],
  position: number,
): void {
  const lane = scene.lanes[position];
  const scale = scene.scales[position];
  if (!lane || !scale) {
    return;
  }
  const ratio = surface.pixelRatio;
  const isHighlighted = scene.highlightedLabel !== null && lane.names.includes(scene.highlightedLabel);
  const isBad = lane.bad.length > 0;
  const centre = laneCentre(scene.layout, position) * ratio;
  const reach = scene.layout.laneHeight * (isBad ? 1 : reachInLanes) * ratio;
  const place: TracePlace = {
    originSeconds: surface.originSeconds,
    pixelsPerSecond: surface.pixelsPerSecond,
    centre,
    top: centre - reach,
    bottom: centre + reach,
    scale: { ...scale, pixelsPerUnit: scale.pixelsPerUnit * ratio },
  };
  context.strokeStyle = isHighlighted ? scene.theme.accent : scene.theme.kinds[lane.kind];
  context.lineWidth = (isHighlighted ? 1.6 : 1) * Math.max(1, ratio * 0.75);
  context.lineJoin = 'bevel';
  const opacity = isBad && !isHighlighted ? 0.38 : 1;
  const pen: Pen = { isDown: false, y: centre };
  for (const [wantsFormer, alpha] of [
    [true, opacity * 0.35],
    [false, opacity],
  ] as const) {
    context.globalAlpha = alpha;
    context.beginPath();
    pen.isDown = false;
    for (const piece of pieces) {
      const channel = piece.window?.channels[lane.channel];
      if (piece.isFormer === wantsFormer && channel?.label === lane.label) {
        // One step more than the surface shows, so that the line enters and leaves at the right slope.
        const margin = channel.stepSeconds * 2 + 4 / surface.pixelsPerSecond;
        const from = Math.max(piece.fromSeconds, surface.originSeconds - margin);
        const to = Math.min(
          piece.toSeconds,
          surface.originSeconds + surface.width / surface.pixelsPerSecond + margin,
        );
        addTrace(context, channel, from, to, place, pen);
      } else {
        pen.isDown = false;
      }
    }
    context.stroke();
  }
}

/** Diagonal lines over a stretch in which nothing was recorded. */
export function hatch(
  context: CanvasRenderingContext2D,
  surface: Surface,
  colour: string,
  fromSeconds: number,
  toSeconds: number,
): void {
  const left = Math.max(0, (fromSeconds - surface.originSeconds) * surface.pixelsPerSecond);
  const right = Math.min(surface.width, (toSeconds - surface.originSeconds) * surface.pixelsPerSecond);
  if (right <= left) {
    return;
  }
  // The slant continues from strip to strip because it is anchored in time, not at the strip's edge.
  const spacing = Math.round(9 * surface.pixelRatio);
  const phase = (surface.originSeconds * surface.pixelsPerSecond) % spacing;
  context.save();
  context.beginPath();
  context.rect(left, 0, right - left, surface.height);
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = surface.pixelRatio;
  context.beginPath();
  for (let x = -phase - surface.height; x < surface.width + spacing; x += spacing) {
    context.moveTo(x, surface.height);
    context.lineTo(x + surface.height, 0);
  }
  context.stroke();
  context.restore();
}

const gapsByWindow = new WeakMap<SignalWindow, ReturnType<typeof gapsOf>>();

function gapsIn(window: SignalWindow): ReturnType<typeof gapsOf> {
  const known = gapsByWindow.get(window);
  if (known) {
    return known;
  }
  const found = gapsOf(window);
  gapsByWindow.set(window, found);
  return found;
}
