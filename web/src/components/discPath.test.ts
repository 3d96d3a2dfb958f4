import { describe, expect, it } from 'vitest';
import { discPath } from './discPath';

describe('discPath', () => {
  it('is a whole disc, a part of it, and at the end nothing', () => {
    expect(discPath(1, 40)).toMatch(/^M0,-40A/);
    expect(discPath(0.75, 40)).toContain('A40,40 0 1 1 0,-40');
    expect(discPath(0.25, 40)).toContain('A40,40 0 0 1 0,-40');
    expect(discPath(0, 40)).toBe('');
    expect(discPath(Number.NaN, 40)).toBe('');
  });
});
