import { describe, expect, it } from 'vitest';
import { decodeSignal } from './signalFormat';
import { TileCache } from './tileCache';
import { encodeSignal, sampleChannel } from '../testing/encodeSignal';

/** A window of 40 bytes of samples. */
const window = () =>
  decodeSignal(encodeSignal({ channels: [sampleChannel({ values: Array.from({ length: 10 }, () => 0) })] }));

describe('TileCache', () => {
  it('drops the least recently used first', () => {
    const cache = new TileCache(100);
    cache.set('a', window());
    cache.set('b', window());
    cache.get('a');
    cache.set('c', window());
    expect([cache.has('a'), cache.has('b'), cache.has('c')]).toEqual([true, false, true]);
    expect(cache.bytes).toBe(80);
  });

  it('keeps a window that alone is larger than it', () => {
    const cache = new TileCache(10);
    cache.set('a', window());
    expect(cache.has('a')).toBe(true);
    cache.set('b', window());
    expect([cache.has('a'), cache.has('b')]).toEqual([false, true]);
  });

  it('counts a replaced window once', () => {
    const cache = new TileCache(1000);
    cache.set('a', window());
    cache.set('a', window());
    expect(cache.bytes).toBe(40);
  });
});
