import { describe, expect, it } from 'vitest';
import { action, breathing } from '../testing/samples';
import { countOf, filtersOf, fits, matchesWords } from './filters';
import { gentlestFirst } from './intervention';

function chosen(query: string) {
  return filtersOf(new URLSearchParams(query));
}

describe('filters', () => {
  it.each([
    ['', true],
    ['time=1', true],
    ['energy=1', false],
    ['energy=3', true],
    ['kind=Physical', true],
    ['kind=CBT', false],
    ['for=anxiety', true],
    ['for=joy', false],
    ['time=1&energy=3&kind=Physical&for=frustrated', true],
  ])('with %s', (query, isShown) => expect(fits(action(), chosen(query))).toBe(isShown));

  it('ignore what an address made up', () => {
    expect(countOf(chosen('time=7&energy=x&kind=Magic&for=toString'))).toBe(0);
  });

  it('find the beginnings of words until the server has answered', () => {
    expect(matchesWords(action(), 'sha')).toBe(true);
    expect(matchesWords(action(), 'hake')).toBe(false);
    expect(matchesWords(action(), ' ')).toBe(false);
  });

  it('put the gentlest first', () => {
    const long = action({ duration_seconds: 300 });
    expect(
      [long, action(), breathing].sort(gentlestFirst).map(({ id, duration_seconds: s }) => [id, s]),
    ).toEqual([
      ['even-square', 60],
      ['loosen-up', 60],
      ['loosen-up', 300],
    ]);
  });
});
