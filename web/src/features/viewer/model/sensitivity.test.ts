import { describe, expect, it } from 'vitest';
import {
  defaultPixelsPerMillimetre,
  pixelsPerMicrovolt,
  pixelsPerMillimetreFromCard,
  roundDown,
  scaleBarMicrovolts,
  stepSensitivity,
} from './sensitivity';

describe('sensitivity', () => {
  it('draws 70 µV as 10 mm at 7 µV/mm, whatever the screen', () => {
    for (const pixelsPerMillimetre of [3.78, 5.2, 9]) {
      expect(70 * pixelsPerMicrovolt(7, pixelsPerMillimetre)).toBeCloseTo(10 * pixelsPerMillimetre, 9);
    }
  });

  it('is 96 dots per inch until the screen is measured', () => {
    expect(25.4 * defaultPixelsPerMillimetre).toBeCloseTo(96, 9);
  });

  it('multiplies by the gain of the channel', () => {
    expect(pixelsPerMicrovolt(10, 4, 2)).toBe(0.8);
  });

  it('steps to larger and smaller traces and stops at the ends', () => {
    expect(stepSensitivity(10, 1)).toBe(7);
    expect(stepSensitivity(10, -1)).toBe(15);
    expect(stepSensitivity(12, 1)).toBe(10);
    expect(stepSensitivity(1, 1)).toBe(1);
    expect(stepSensitivity(1000, -1)).toBe(1000);
  });

  it('measures the screen by a bank card and ignores a slip', () => {
    expect(pixelsPerMillimetreFromCard(428)).toBeCloseTo(5, 9);
    expect(pixelsPerMillimetreFromCard(10)).toBe(defaultPixelsPerMillimetre);
    expect(pixelsPerMillimetreFromCard(Number.NaN)).toBe(defaultPixelsPerMillimetre);
  });

  it('gives the scale bar a round amplitude', () => {
    expect([7, 10, 15, 70].map(scaleBarMicrovolts)).toEqual([100, 100, 200, 1000]);
    expect(roundDown(0.07)).toBeCloseTo(0.05, 12);
    expect(roundDown(0)).toBe(1);
  });
});
