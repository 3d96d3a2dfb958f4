import { type Annotation, byOnset } from '../model/annotations';
import { assignRows } from '../model/labelLayout';

/** Where each note's label stands above the traces, for one zoom; rows stay the same while scrolling. */
export interface PlacedNote {
  note: Annotation;
  /** Row from the top, or null when there was no room for the label. */
  row: number | null;
  text: string;
  textWidth: number;
  labelWidth: number;
  barWidth: number;
}

export const noteRowPixels = 18;
export const mostLabelPixels = 170;
const sidePixels = 6;

export function placeNotes(
  notes: readonly Annotation[],
  pixelsPerSecond: number,
  rowCount: number,
  widthOf: (text: string) => number,
): PlacedNote[] {
  const sorted = byOnset(notes);
  const measured = sorted.map((note) => {
    const text = shorten(note.text, widthOf);
    const barWidth = note.durationSeconds * pixelsPerSecond;
    return { note, text, textWidth: widthOf(text), labelWidth: widthOf(text) + sidePixels * 2, barWidth };
  });
  const rows = assignRows(
    measured.map(({ note, labelWidth, barWidth }) => ({
      left: note.onsetSeconds * pixelsPerSecond,
      // Bars that follow one another without a pause may touch; labels may not.
      width: Math.max(labelWidth, barWidth - 6),
    })),
    rowCount,
  );
  return measured.map((placed, index) => ({ ...placed, row: rows[index] ?? null }));
}

/** The note whose label or bar lies under a point, the last drawn first. */
export function noteAt(
  placed: readonly PlacedNote[],
  pixelsPerSecond: number,
  seconds: number,
  y: number,
): Annotation | null {
  const row = Math.floor(y / noteRowPixels);
  const hit = placed.findLast((candidate) => {
    const right =
      candidate.note.onsetSeconds + Math.max(candidate.barWidth, candidate.labelWidth) / pixelsPerSecond;
    return candidate.row === row && seconds >= candidate.note.onsetSeconds && seconds <= right;
  });
  return hit?.note ?? null;
}

function shorten(text: string, widthOf: (text: string) => number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (widthOf(line) <= mostLabelPixels) {
    return line;
  }
  let length = Math.min(line.length, 60);
  while (length > 1 && widthOf(`${line.slice(0, length)}…`) > mostLabelPixels) {
    length -= 1;
  }
  return `${line.slice(0, length).trimEnd()}…`;
}
