import { describe, expect, it } from 'vitest';
import { formatBytes, formatDuration, formatPosition } from './format';
import { t } from './t';

describe('t', () => {
  it('picks the plural form and writes the number', () => {
    expect(t('viewer.channels', { count: 1 })).toBe('1 channel');
    expect(t('viewer.channels', { count: 1200 })).toBe('1,200 channels');
  });
});

describe('formatting', () => {
  it.each([
    [12.54, '12.5 s'],
    [125, '2 min 5 s'],
    [25_800, '7 h 10 min'],
  ])('writes a duration of %d s as %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));

  it.each([
    [7.5, 1, '0:07.5'],
    [3723, 0, '1:02:03'],
    [-1, 0, '−0:01'],
    [59.96, 1, '1:00.0'],
  ])('writes the position %d s with %d digits as %s', (seconds, digits, text) =>
    expect(formatPosition(seconds, digits)).toBe(text),
  );

  it('writes sizes in the largest fitting unit', () => {
    expect(formatBytes(512)).toBe('512 bytes');
    expect(formatBytes(1_843_000)).toBe('1.8 MB');
  });
});
