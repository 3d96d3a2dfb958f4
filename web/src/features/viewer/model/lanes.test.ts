import { describe, expect, it } from 'vitest';
import {
  laneAt,
  laneCentre,
  lanesInView,
  lanesOf,
  lanesOnPage,
  layOut,
  pagedScrollTop,
  scrollTopWithLane,
  shortestLanePixels,
} from './lanes';

const recorded = ['Fp1', 'F3', 'C3', 'Cz'];
const bad = [{ label: 'F3', reasons: ['flat'] }];
const channel = (label: string, ...sourceChannels: number[]) => ({
  label,
  unit: 'uV',
  kind: 'eeg' as const,
  sourceChannels,
});
const none: ReadonlySet<string> = new Set();

describe('lanes', () => {
  it('carry the verdict of their own channel', () => {
    const lanes = lanesOf([channel('Fp1', 0), channel('F3', 1)], none, bad, recorded);
    expect(lanes.map((lane) => lane.bad.length)).toEqual([0, 1]);
  });

  it('carry the verdict of both electrodes of a pair, but not of a shared reference', () => {
    const pair = lanesOf([channel('Fp1-F3', 0, 1)], none, bad, recorded);
    expect(pair[0]?.bad).toEqual(bad);
    const average = lanesOf(
      [channel('Fp1-avg', 0, 1, 2, 3), channel('F3-avg', 1, 0, 2, 3)],
      none,
      bad,
      recorded,
    );
    expect(average.map((lane) => lane.bad.length)).toEqual([0, 1]);
  });

  it('leave out what is hidden and keep the position in the answer', () => {
    const lanes = lanesOf(
      [channel('Fp1', 0), channel('F3', 1), channel('C3', 2)],
      new Set(['F3']),
      [],
      recorded,
    );
    expect(lanes.map((lane) => [lane.label, lane.channel])).toEqual([
      ['Fp1', 0],
      ['C3', 2],
    ]);
  });
});

describe('the layout of lanes', () => {
  it('fills the window and finds each lane under its own centre', () => {
    const layout = layOut(32, 800, 0);
    expect(layout.contentHeight).toBeCloseTo(800, 9);
    for (let position = 0; position < 32; position++) {
      expect(laneAt(layout, 32, laneCentre(layout, position))).toBe(position);
    }
  });

  it('scrolls when 256 lanes would become too thin, and only as far as there are lanes', () => {
    const layout = layOut(256, 700, 1e9);
    expect(layout.laneHeight).toBe(shortestLanePixels);
    expect(laneCentre(layout, 255)).toBeLessThan(700);
    expect(laneCentre(layout, 255)).toBeGreaterThan(700 - 3 * shortestLanePixels);
    const { first, end } = lanesInView(layout, 256);
    expect(end).toBe(256);
    expect(256 - first).toBeLessThan(700 / shortestLanePixels + 3);
  });

  it('pages through all lanes without skipping one', () => {
    const seen = new Set<number>();
    let layout = layOut(64, 640, 0);
    for (let page = 0; page < 10; page++) {
      const { first, end } = lanesOnPage(layout, 64);
      for (let position = first; position < end; position++) seen.add(position);
      layout = layOut(64, 640, pagedScrollTop(layout, 64, 1));
    }
    expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, position) => position));
    expect(lanesOnPage(layout, 64).end).toBe(64);
    expect(layOut(64, 640, pagedScrollTop(layOut(64, 640, 100), 64, -1)).scrollTop).toBe(0);
  });

  it('shows as many as are asked for, or all of them', () => {
    const some = layOut(64, 640, 0, 16);
    expect(lanesOnPage(some, 64)).toEqual({ first: 0, end: 16 });
    const all = layOut(64, 640, 0, 'all');
    expect(all.contentHeight).toBeCloseTo(640, 9);
    expect(lanesOnPage(layOut(4, 640, 0, 16), 4)).toEqual({ first: 0, end: 4 });
  });

  it('brings a lane into view with the least movement', () => {
    const layout = layOut(64, 640, 0);
    expect(scrollTopWithLane(layout, 3)).toBe(0);
    const there = layOut(64, 640, scrollTopWithLane(layout, 60));
    expect(lanesOnPage(there, 64).end).toBeGreaterThan(60);
    expect(scrollTopWithLane(there, 60)).toBe(there.scrollTop);
    expect(scrollTopWithLane(there, 0)).toBe(0);
  });

  it('has room for one lane and for none', () => {
    expect(laneCentre(layOut(1, 400, 0), 0)).toBe(200);
    expect(laneAt(layOut(0, 400, 0), 0, 100)).toBe(-1);
  });
});
