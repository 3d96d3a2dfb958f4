import { describe, expect, it } from 'vitest';
import {
  bringIntoView,
  clampViewport,
  moveBy,
  pixelsToSeconds,
  secondsToPixels,
  stepPage,
  ticks,
  tickStepSeconds,
  zoomAround,
} from './viewport';

const page = { fromSeconds: 30, pageSeconds: 10 };

describe('time and pixels', () => {
  it.each([30, 33.3, 39.999])('map to each other and back at %d s', (seconds) => {
    expect(pixelsToSeconds(secondsToPixels(seconds, page, 1187), page, 1187)).toBeCloseTo(seconds, 9);
  });

  it('puts the page from edge to edge', () => {
    expect(secondsToPixels(30, page, 1000)).toBe(0);
    expect(secondsToPixels(40, page, 1000)).toBe(1000);
  });
});

describe('the viewport', () => {
  it('stays inside the recording', () => {
    expect(clampViewport({ fromSeconds: 95, pageSeconds: 10 }, 100).fromSeconds).toBe(90);
    expect(clampViewport({ fromSeconds: -5, pageSeconds: 10 }, 100).fromSeconds).toBe(0);
    expect(clampViewport({ fromSeconds: 5, pageSeconds: 500 }, 100)).toEqual({
      fromSeconds: 0,
      pageSeconds: 100,
    });
  });

  it('survives what an address may hold', () => {
    expect(clampViewport({ fromSeconds: Number.NaN, pageSeconds: Number.POSITIVE_INFINITY }, 100)).toEqual({
      fromSeconds: 0,
      pageSeconds: 10,
    });
  });

  it('keeps the moment under the cursor in place while zooming', () => {
    const zoomed = zoomAround(page, 34, 0.5, 100);
    expect(zoomed.pageSeconds).toBe(5);
    expect(secondsToPixels(34, zoomed, 1000)).toBeCloseTo(secondsToPixels(34, page, 1000), 9);
  });

  it('moves by seconds and stops at the ends', () => {
    expect(moveBy(page, 10, 100).fromSeconds).toBe(40);
    expect(moveBy(page, 1000, 100).fromSeconds).toBe(90);
  });

  it('only moves to a moment that is not on screen', () => {
    expect(bringIntoView(page, 35, 100)).toBe(page);
    expect(bringIntoView(page, 70, 100).fromSeconds).toBe(67);
  });

  it('steps through page lengths up to the whole recording', () => {
    expect(stepPage(10, 1, 600)).toBe(15);
    expect(stepPage(12.4, -1, 600)).toBe(10);
    expect(stepPage(300, 1, 600)).toBe(600);
    expect(stepPage(600, 1, 600)).toBe(600);
    expect(stepPage(5, -1, 600)).toBe(5);
    expect(stepPage(5, 1, 8)).toBe(8);
  });
});

describe('ticks', () => {
  it('stand far enough apart for their labels', () => {
    expect(tickStepSeconds(page, 1000, 90)).toBe(1);
    expect(tickStepSeconds({ fromSeconds: 0, pageSeconds: 86_400 }, 1000, 90)).toBe(10_800);
  });

  it('stand on whole multiples, without drift after a day', () => {
    const late = ticks({ fromSeconds: 86_399.95, pageSeconds: 0.5 }, 0.1);
    expect(late.map((tick) => tick.toFixed(3))).toEqual([
      '86400.000',
      '86400.100',
      '86400.200',
      '86400.300',
      '86400.400',
    ]);
  });
});
