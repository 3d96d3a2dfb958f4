import type { Annotation } from '../model/annotations';
import { noteAt, noteRowPixels, type PlacedNote, placeNotes } from './noteLayout';
import { paintNotes } from './paintNotes';
import type { Surface } from './surface';
import type { TraceTheme } from './theme';

/** View heights from here on have room for a second row of labels. */
const tallViewPixels = 520;

/** The notes of a recording and where their labels stand for the zoom they were last drawn at. */
export class NoteBand {
  readonly #textWidths = new Map<string, number>();
  #notes: readonly Annotation[] = [];
  #placed: { pixelsPerSecond: number; rowCount: number; notes: PlacedNote[] } | null = null;

  setNotes(notes: readonly Annotation[]): void {
    this.#notes = notes;
    this.#placed = null;
  }

  /** The type changed: labels have other widths. */
  forgetWidths(): void {
    this.#textWidths.clear();
    this.#placed = null;
  }

  height(viewHeight: number): number {
    return this.#notes.length === 0 ? 0 : noteRowPixels * this.#rowCount(viewHeight) + 2;
  }

  at(seconds: number, y: number, pixelsPerSecond: number): Annotation | null {
    return noteAt(this.#placed?.notes ?? [], pixelsPerSecond, seconds, y);
  }

  paint(
    context: CanvasRenderingContext2D,
    surface: Surface,
    theme: TraceTheme,
    viewHeight: number,
    tracesBottom: number,
    selectedId: string | null,
  ): void {
    const rowCount = this.#rowCount(viewHeight);
    const pixelsPerSecond = surface.pixelsPerSecond / surface.pixelRatio;
    if (this.#placed?.pixelsPerSecond !== pixelsPerSecond || this.#placed.rowCount !== rowCount) {
      context.font = `${theme.fontPixels - 0.5}px ${theme.fontFamily}`;
      const widthOf = (text: string) => this.#widthOf(context, text);
      this.#placed = {
        pixelsPerSecond,
        rowCount,
        notes: placeNotes(this.#notes, pixelsPerSecond, rowCount, widthOf),
      };
    }
    const top = Math.round(this.height(viewHeight) * surface.pixelRatio);
    paintNotes(context, surface, theme, this.#placed.notes, top, tracesBottom, selectedId);
  }

  #rowCount(viewHeight: number): number {
    return viewHeight > tallViewPixels ? 2 : 1;
  }

  #widthOf(context: CanvasRenderingContext2D, text: string): number {
    const width = this.#textWidths.get(text) ?? context.measureText(text).width;
    this.#textWidths.set(text, width);
    return width;
  }
}
