import { describe, expect, it } from 'vitest';
import { levelFor, planTiles, pointsPerTile, queryKey, tileRange, tilesTouching } from './tiles';

const points = 2048;

describe('levels', () => {
  it.each([
    [30, 1200, 512],
    [10, 1200, 512],
    [300, 2400, 256],
    [86_400, 1000, 256],
  ])('give a %d s page on %d pixels at least one pair a pixel', (pageSeconds, width, rate) => {
    const level = levelFor(pageSeconds / width, points, rate);
    const pairSeconds = 2 ** level / points;
    const isEverySample = (2 ** level * rate) / points < 4;
    expect(pairSeconds <= pageSeconds / width || isEverySample).toBe(true);
    expect(pairSeconds > pageSeconds / width / 2 || isEverySample).toBe(true);
  });

  it('do not go below the first one that carries every sample', () => {
    const close = levelFor(0.5 / 1200, points, 512);
    const closer = levelFor(0.1 / 1200, points, 512);
    expect(close).toBe(closer);
    expect((2 ** close * 512) / points).toBeLessThan(4);
    expect((2 ** (close + 1) * 512) / points).toBeGreaterThanOrEqual(4);
  });

  it('ask for fewer points when there are many channels', () => {
    expect([32, 128, 256].map(pointsPerTile)).toEqual([2048, 1024, 512]);
  });
});

describe('tiles', () => {
  it('are aligned and cover a stretch without overlap', () => {
    expect(tilesTouching(3, 10, 26, 1000).map((tile) => tile.index)).toEqual([1, 2, 3]);
    expect(tilesTouching(3, 8, 16, 1000).map((tile) => tile.index)).toEqual([1]);
  });

  it('end with the recording', () => {
    expect(tilesTouching(3, 990, 1100, 1000).map((tile) => tile.index)).toEqual([123, 124]);
    expect(tileRange({ level: 3, index: 124 }, 999)).toEqual({ fromSeconds: 992, toSeconds: 999 });
  });

  it('are planned on screen first, then ahead in the direction of travel', () => {
    const plan = planTiles({ fromSeconds: 40, pageSeconds: 8 }, 3, 1, 1000);
    expect(plan.visible.map((tile) => tile.index)).toEqual([5]);
    expect(plan.ahead.map((tile) => tile.index)).toEqual([6, 7, 4]);
    const back = planTiles({ fromSeconds: 40, pageSeconds: 8 }, 3, -1, 1000);
    expect(back.ahead.map((tile) => tile.index)).toEqual([4, 3, 6]);
  });

  it('are never planned twice or outside the recording', () => {
    const { visible, ahead } = planTiles({ fromSeconds: 0, pageSeconds: 10 }, 3, -1, 12);
    const indices = [...visible, ...ahead].map((tile) => tile.index);
    expect(indices).toEqual([0, 1]);
  });

  it('belong to one montage, filter and thinning', () => {
    const query = { recordingId: 'r', montage: 'average', band: '0.5-70', notch: '', points };
    const keys = [
      query,
      { ...query, montage: 'recorded' },
      { ...query, band: '' },
      { ...query, notch: '50' },
    ].map(queryKey);
    expect(new Set(keys).size).toBe(4);
  });
});
