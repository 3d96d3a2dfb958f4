import type { Annotation } from '../model/annotations';
import type { ArtifactMark } from '../model/findings';
import type { Gap } from '../model/gaps';
import { type Polarity, upwards } from '../model/scaling';
import type { SignalChannel } from '../model/signalFormat';
import type { Span } from '../model/viewState';
import { hatch } from './paintStrip';
import type { Surface } from './surface';
import type { TraceTheme } from './theme';

export interface OverviewContent {
  durationSeconds: number;
  /** One channel of the whole recording, or null until it is here. */
  envelope: SignalChannel | null;
  gaps: readonly Gap[];
  artifacts: readonly ArtifactMark[];
  notes: readonly Annotation[];
  polarity: Polarity;
}

/** The whole recording on one strip: how it swings, where it is interrupted or disturbed, and what was noted. */
export function paintOverview(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  pixelRatio: number,
  theme: TraceTheme,
  content: OverviewContent,
): void {
  const surface: Surface = {
    originSeconds: 0,
    pixelsPerSecond: width / content.durationSeconds,
    width,
    height,
    pixelRatio,
  };
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 1;
  context.fillStyle = theme.ground;
  context.fillRect(0, 0, width, height);
  for (const gap of content.gaps) {
    hatch(context, surface, theme.faint, gap.fromSeconds, gap.toSeconds);
  }
  paintEnvelope(context, surface, theme, content.envelope, content.polarity);
  const least = Math.max(1, pixelRatio);
  const markHeight = Math.round(5 * pixelRatio);
  for (const artifact of content.artifacts) {
    context.fillStyle = theme.artifacts[artifact.kind] ?? theme.faint;
    const left = artifact.onsetSeconds * surface.pixelsPerSecond;
    context.fillRect(
      left,
      height - markHeight,
      Math.max(least, artifact.durationSeconds * surface.pixelsPerSecond),
      markHeight,
    );
  }
  for (const note of content.notes) {
    context.fillStyle = note.source === 'user' ? theme.note : theme.faint;
    context.fillRect(
      Math.round(note.onsetSeconds * surface.pixelsPerSecond),
      0,
      least * (note.source === 'user' ? 2 : 1),
      markHeight * 1.4,
    );
  }
}

function paintEnvelope(
  context: CanvasRenderingContext2D,
  surface: Surface,
  theme: TraceTheme,
  envelope: SignalChannel | null,
  polarity: Polarity,
): void {
  if (!envelope) {
    return;
  }
  const perStep = envelope.layout === 'min_max' ? 2 : 1;
  const { median, largest } = typicalSwing(envelope.values);
  const centre = surface.height / 2;
  // As in the traces above it: y grows downwards, so that a negative swing goes up where negative is up.
  const size = ((surface.height * 0.36) / largest) * upwards(envelope.kind, polarity);
  context.fillStyle = theme.faint;
  context.globalAlpha = 0.55;
  const step = Math.max(1, envelope.stepSeconds * surface.pixelsPerSecond);
  for (let index = 0; index < envelope.count; index++) {
    const lowest = ((envelope.values[index * perStep] ?? Number.NaN) - median) * size;
    const highest = ((envelope.values[index * perStep + perStep - 1] ?? Number.NaN) - median) * size;
    if (Number.isFinite(lowest) && Number.isFinite(highest)) {
      const x = (envelope.firstSampleSeconds + index * envelope.stepSeconds) * surface.pixelsPerSecond;
      const top = centre + Math.max(-centre, Math.min(0, lowest, highest));
      const bottom = centre + Math.min(centre, Math.max(0, lowest, highest));
      context.fillRect(x, top, step, Math.max(surface.pixelRatio, bottom - top));
    }
  }
  context.globalAlpha = 1;
}

/** The level, and the 98th percentile of the swing around it, so that one jolt does not flatten the rest. */
function typicalSwing(values: Float32Array): { median: number; largest: number } {
  const sorted = values.filter((value) => Number.isFinite(value)).sort();
  const median = sorted[sorted.length >> 1] ?? 0;
  const sizes = sorted.map((value) => Math.abs(value - median)).sort();
  return { median, largest: sizes[Math.floor(sizes.length * 0.98)] || 1 };
}

/** The stretch on screen: what lies outside is veiled. */
export function paintOverviewWindow(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  pixelRatio: number,
  theme: TraceTheme,
  durationSeconds: number,
  shown: Span,
): void {
  const perSecond = width / durationSeconds;
  const left = Math.round(shown.fromSeconds * perSecond);
  const right = Math.max(
    left + 3 * pixelRatio,
    Math.round(Math.min(durationSeconds, shown.toSeconds) * perSecond),
  );
  context.fillStyle = theme.ground;
  context.globalAlpha = 0.55;
  context.fillRect(0, 0, left, height);
  context.fillRect(right, 0, width - right, height);
  context.globalAlpha = 1;
  context.strokeStyle = theme.accent;
  context.lineWidth = Math.max(1, Math.round(1.5 * pixelRatio));
  context.strokeRect(left + pixelRatio / 2, pixelRatio, right - left - pixelRatio, height - 2 * pixelRatio);
}
