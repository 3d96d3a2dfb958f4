import { describe, expect, it } from 'vitest';
import { breathAt, hasHolds, patternOf, patternSeconds, withoutHolds } from './breathing';

const square = patternOf({
  inhale_seconds: 3,
  hold_seconds: 3,
  exhale_seconds: 3,
  pause_seconds: 3,
  breaths: 2,
});

describe('breathAt', () => {
  it.each([
    [0, 1, 'inhale', 3, 0],
    [1.5, 1, 'inhale', 2, 0.5],
    [3, 1, 'hold', 3, 1],
    [6, 1, 'exhale', 3, 1],
    [7.5, 1, 'exhale', 2, 0.5],
    [9, 1, 'rest', 3, 0],
    [11.9, 1, 'rest', 1, 0],
    [12, 2, 'inhale', 3, 0],
  ])('%d s in, is breath %d: %s, %d s left, %d full', (seconds, number, phase, secondsLeft, fullness) => {
    const breath = breathAt(square, seconds);
    expect(breath).toMatchObject({ number, phase, secondsLeft });
    expect(breath.fullness).toBeCloseTo(fullness, 6);
  });

  it('stays in the last breath once all are over, and in the first before they began', () => {
    expect(breathAt(square, 1000)).toMatchObject({ number: 2, phase: 'rest', secondsLeft: 1 });
    expect(breathAt(square, -1)).toMatchObject({ number: 1, phase: 'inhale', secondsLeft: 3 });
  });

  it('never jumps: from one thirtieth of a second to the next the shape hardly changes', () => {
    for (const pattern of [square, patternOf({ inhale_seconds: 4.5, exhale_seconds: 5.5, breaths: 3 })]) {
      for (let frame = 1; frame < patternSeconds(pattern) * 30; frame += 1) {
        const change = breathAt(pattern, frame / 30).fullness - breathAt(pattern, (frame - 1) / 30).fullness;
        expect(Math.abs(change)).toBeLessThan(0.03);
      }
    }
  });
});

describe('patternOf', () => {
  it('leaves out phases that take no time', () => {
    const pattern = patternOf({ inhale_seconds: 4.5, hold_seconds: 0, exhale_seconds: 5.5, breaths: 18 });
    expect(pattern.phases.map(({ name }) => name)).toEqual(['inhale', 'exhale']);
    expect(patternSeconds(pattern)).toBe(180);
  });

  it.each([null, {}, 'soon', { inhale_seconds: 0, exhale_seconds: -3 }, { inhale_seconds: Infinity }])(
    'becomes a plain slow breath where %o says nothing that one could follow',
    (settings) => {
      const { phases, breaths } = patternOf(settings);
      expect(phases).toEqual([
        { name: 'inhale', seconds: 4 },
        { name: 'exhale', seconds: 6 },
      ]);
      expect(breaths).toBe(6);
    },
  );

  it('can do without holding', () => {
    expect(hasHolds(square)).toBe(true);
    expect(hasHolds(withoutHolds(square))).toBe(false);
    expect(patternSeconds(withoutHolds(square))).toBe(12);
  });
});
