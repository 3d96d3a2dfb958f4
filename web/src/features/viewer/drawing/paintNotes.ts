import { noteRowPixels, type PlacedNote } from './noteLayout';
import { type Surface, xOf } from './surface';
import type { TraceTheme } from './theme';

/**
 * Notes: a line at the onset through the traces, a bar for the duration and a label in the band above. The note
 * that is selected also tints its stretch of the traces.
 */
export function paintNotes(
  context: CanvasRenderingContext2D,
  surface: Surface,
  theme: TraceTheme,
  placed: readonly PlacedNote[],
  tracesTop: number,
  tracesBottom: number,
  selectedId: string | null,
): void {
  const ratio = surface.pixelRatio;
  context.font = `${(theme.fontPixels - 0.5) * ratio}px ${theme.fontFamily}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (const candidate of placed) {
    const { note } = candidate;
    const left = Math.round(xOf(surface, note.onsetSeconds));
    const barRight = Math.round(xOf(surface, note.onsetSeconds + note.durationSeconds));
    const labelRight = left + candidate.labelWidth * ratio;
    if (Math.max(barRight, labelRight) < 0) {
      continue;
    }
    if (left > surface.width) {
      break;
    }
    const colours = coloursOf(theme, note.source);
    if (note.id === selectedId && barRight > left) {
      context.globalAlpha = 0.16;
      context.fillStyle = colours.mark;
      context.fillRect(left, tracesTop, barRight - left, tracesBottom - tracesTop);
    }
    context.globalAlpha = note.id === selectedId ? 1 : 0.55;
    context.fillStyle = colours.mark;
    context.fillRect(left, tracesTop, Math.max(1, Math.round(ratio)), tracesBottom - tracesTop);
    context.globalAlpha = 1;
    paintLabel(context, surface, candidate, left, barRight, colours, note.id === selectedId);
  }
}

interface NoteColours {
  mark: string;
  ground: string;
  text: string;
}

function coloursOf(theme: TraceTheme, source: 'file' | 'user'): NoteColours {
  return source === 'user'
    ? { mark: theme.note, ground: theme.noteGround, text: theme.onNote }
    : { mark: theme.faint, ground: theme.grid, text: theme.soft };
}

function paintLabel(
  context: CanvasRenderingContext2D,
  surface: Surface,
  placed: PlacedNote,
  left: number,
  barRight: number,
  colours: NoteColours,
  isSelected: boolean,
): void {
  if (placed.row === null) {
    return;
  }
  const ratio = surface.pixelRatio;
  const top = (placed.row * noteRowPixels + 1) * ratio;
  const height = (noteRowPixels - 2) * ratio;
  const width = Math.max(placed.labelWidth * ratio, barRight - left - ratio);
  context.fillStyle = colours.ground;
  context.fillRect(left, top, width, height);
  context.fillStyle = colours.mark;
  context.fillRect(left, top, Math.max(2, Math.round((isSelected ? 3 : 2) * ratio)), height);
  // The label of a long bar stays readable while its beginning is off the screen.
  const furthest = left + width - (placed.labelWidth - 6) * ratio;
  context.fillStyle = colours.text;
  context.fillText(
    placed.text,
    Math.min(Math.max(left, 0), Math.max(left, furthest)) + 6 * ratio,
    top + height / 2,
  );
}
