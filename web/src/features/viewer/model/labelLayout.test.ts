import { describe, expect, it } from 'vitest';
import { placeNotes } from '../drawing/noteLayout';
import type { Annotation } from './annotations';
import { neighbour, searchAnnotations } from './annotations';
import { assignRows } from './labelLayout';

const note = (onsetSeconds: number, text: string, durationSeconds = 0): Annotation => ({
  id: `${onsetSeconds}${text}`,
  onsetSeconds,
  durationSeconds,
  text,
  channels: [],
  source: 'file',
});

describe('labels of notes', () => {
  it('never cover one another', () => {
    const boxes = Array.from({ length: 400 }, (_, index) => ({
      left: index * 13,
      width: 20 + ((index * 37) % 90),
    }));
    const rows = assignRows(boxes, 3);
    for (let row = 0; row < 3; row++) {
      const inRow = boxes.filter((_, index) => rows[index] === row);
      inRow.forEach((box, index) => {
        const before = inRow[index - 1];
        if (before) expect(box.left).toBeGreaterThanOrEqual(before.left + before.width);
      });
    }
    expect(rows.includes(null)).toBe(true);
  });

  it('stay in the first row while there is room', () => {
    expect(
      assignRows(
        [
          { left: 0, width: 50 },
          { left: 60, width: 50 },
          { left: 70, width: 10 },
        ],
        2,
      ),
    ).toEqual([0, 0, 1]);
  });

  it('let bars follow one another in one row and shorten long texts', () => {
    const placed = placeNotes(
      [note(0, 'T0', 4), note(4, 'T1', 4), note(8, 'x'.repeat(80), 4)],
      40,
      2,
      (text) => text.length * 7,
    );
    expect(placed.map(({ row }) => row)).toEqual([0, 0, 0]);
    expect(placed[2]?.text.endsWith('…')).toBe(true);
    expect(placed[2]?.textWidth).toBeLessThanOrEqual(170);
  });
});

describe('notes', () => {
  it('are found by every word typed, in any order', () => {
    const notes = [note(1, 'Eyes closed'), note(2, 'Closed the door')];
    expect(searchAnnotations(notes, 'closed EYES')).toEqual([notes[0]]);
    expect(searchAnnotations(notes, ' ')).toHaveLength(2);
  });

  it('lead to the next and the one before', () => {
    const notes = [note(9, 'c'), note(1, 'a'), note(5, 'b')];
    expect(neighbour(notes, 5, 1)?.text).toBe('c');
    expect(neighbour(notes, 5, -1)?.text).toBe('a');
    expect(neighbour(notes, 9, 1)).toBeUndefined();
  });
});
