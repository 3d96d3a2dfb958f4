import { expect, it } from 'vitest';
import { isDivided, moved, withParts, type Step } from './steps';

const step = (id: string, depth = 0): Step => ({
  id,
  text: id,
  minutes_low: null,
  depth,
  done_at: null,
  can_divide: depth < 2,
});

it('puts parts behind their step, one deeper, and not deeper than the second level', () => {
  const parts = [{ text: 'a', minutes_low: 1, can_divide: true }];
  const once = withParts([step('1'), step('2')], '1', parts, () => 'new');
  const twice = withParts(once, 'new', parts, () => 'newer');

  expect(twice.map(({ id, depth, can_divide }) => [id, depth, can_divide])).toEqual([
    ['1', 0, false],
    ['new', 1, false],
    ['newer', 2, false],
    ['2', 0, true],
  ]);
  expect(isDivided(twice, 0)).toBe(true);
  expect(isDivided(twice, 3)).toBe(false);
});

it('moves past a neighbour, and nowhere at the ends', () => {
  expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
});
