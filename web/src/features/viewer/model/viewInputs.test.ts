import { describe, expect, it } from 'vitest';
import { bandText, isPossible, next, notchText } from './choices';
import { sanitised } from './preferences';
import { commandFor } from './shortcuts';
import { clockText, dateText } from './timeText';
import { readSharedView, writeSharedView } from './urlState';

const key = (
  name: string,
  held: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {},
) => ({
  key: name,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

describe('filters', () => {
  it('are written for the server with open sides empty', () => {
    const filters = { highPassHz: 0.5, lowPassHz: 70, notchHz: 50 };
    expect(bandText(filters, 512)).toBe('0.5-70');
    expect(bandText({ ...filters, lowPassHz: 0 }, 512)).toBe('0.5-');
    expect(bandText({ ...filters, highPassHz: 0 }, 512)).toBe('-70');
    expect(bandText({ highPassHz: 0, lowPassHz: 0, notchHz: 0 }, 512)).toBe('');
    expect(notchText(filters, 512)).toBe('50');
  });

  it('leave out an edge the sampling rate has no room for', () => {
    expect(isPossible(70, 128)).toBe(false);
    expect(bandText({ highPassHz: 0.5, lowPassHz: 70, notchHz: 50 }, 100)).toBe('0.5-');
    expect(notchText({ highPassHz: 0, lowPassHz: 0, notchHz: 50 }, 100)).toBe('');
  });

  it('are stepped through in a circle', () => {
    expect([next([0, 50, 60], 0), next([0, 50, 60], 60)]).toEqual([50, 0]);
  });
});

describe('the address', () => {
  it('carries position, page and montage there and back', () => {
    const written = writeSharedView(new URLSearchParams('x=1'), {
      fromSeconds: 12.3456,
      pageSeconds: 30,
      montage: 'average',
    });
    expect(written.toString()).toBe('x=1&t=12.346&len=30&montage=average');
    expect(readSharedView(written)).toEqual({ fromSeconds: 12.346, pageSeconds: 30, montage: 'average' });
  });

  it('ignores what it cannot be', () => {
    expect(readSharedView(new URLSearchParams('t=-4&len=zero&montage=evil'))).toEqual({
      fromSeconds: null,
      pageSeconds: null,
      montage: null,
    });
  });
});

describe('stored preferences', () => {
  it('keep what is sound and drop the rest', () => {
    expect(
      sanitised({
        sensitivities: { r1: 30, r2: -1, r3: 'x' },
        lanesPerPage: 5,
        pageSeconds: 30,
        highPassHz: 'x',
        montage: 'nope',
        polarity: 'positive_up',
        lowPassHz: 0,
      }),
    ).toEqual({ pageSeconds: 30, polarity: 'positive_up', lowPassHz: 0, sensitivities: { r1: 30 } });
    expect(sanitised('text')).toEqual({});
  });
});

describe('keys', () => {
  it('ask for what the help sheet says', () => {
    expect(commandFor(key('ArrowRight'))).toBe('page_forward');
    expect(commandFor(key('ArrowRight', { shiftKey: true }))).toBe('second_forward');
    expect(commandFor(key('M', { shiftKey: true }))).toBe('montage');
    expect(commandFor(key('?', { shiftKey: true }))).toBe('help');
    expect(commandFor(key('z', { ctrlKey: true }))).toBe('undo');
    expect(commandFor(key('z', { metaKey: true }))).toBe('undo');
  });

  it('leave the browser its own', () => {
    expect(commandFor(key('f', { ctrlKey: true }))).toBeNull();
    expect(commandFor(key('ArrowLeft', { altKey: true }))).toBeNull();
    expect(commandFor(key('Tab'))).toBeNull();
  });
});

describe('clock time', () => {
  it('is the clock of the recording, over midnight, whatever the zone of the reader', () => {
    expect(clockText('2024-03-05T23:59:58', 3)).toBe('00:00:01');
    expect(dateText('2024-03-05T23:59:58', 3)).toBe('2024-03-06');
    expect(clockText('2024-03-05T10:00:00.25Z', 1.5, 2)).toBe('10:00:01.75');
  });

  it('is not made up when the file does not say', () => {
    expect(clockText(null, 3)).toBeNull();
    expect(clockText('soon', 3)).toBeNull();
  });
});
