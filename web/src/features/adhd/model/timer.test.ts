import { describe, expect, it } from 'vitest';
import { fractionLeft, leftSeconds, momentOf, noTimer, pause, phaseOf, resume, start } from './timer';

const now = new Date(2026, 2, 4, 9).getTime();
const minutes = (count: number) => count * 60_000;

describe('a timer', () => {
  it('goes by the clock, however long nothing looked', () => {
    const timer = start(10, now);

    expect(leftSeconds(timer, now)).toBe(600);
    expect(leftSeconds(timer, now + minutes(9.5))).toBe(30);
    expect(phaseOf(timer, now + minutes(9.99))).toBe('running');
    expect(phaseOf(timer, now + minutes(480))).toBe('over');
    expect(leftSeconds(timer, now + minutes(480))).toBe(0);
  });

  it('keeps what is left while it is paused', () => {
    const paused = pause(start(10, now), now + minutes(4));

    expect(phaseOf(paused, now + minutes(99))).toBe('paused');
    expect(leftSeconds(paused, now + minutes(99))).toBe(360);
    expect(phaseOf(resume(paused, now + minutes(100)), now + minutes(105.9))).toBe('running');
    expect(phaseOf(resume(paused, now + minutes(100)), now + minutes(106))).toBe('over');
  });

  it('is none until it is started', () => {
    expect(phaseOf(noTimer, now)).toBe('idle');
    expect(pause(noTimer, now)).toBe(noTimer);
    expect(resume(noTimer, now)).toBe(noTimer);
  });

  it.each([
    [600, 600, false, 1],
    [90, 600, false, 0.15],
    [90, 600, true, 0.2],
    [1, 600, true, 0.1],
    [0, 600, true, 0],
    [5, 0, true, 0],
  ])('draws %d s of %d s, in steps: %s', (left, length, isInSteps, fraction) => {
    expect(fractionLeft(left, length, isInSteps)).toBeCloseTo(fraction, 10);
  });

  it.each([
    [1500, 1500, 'begun'],
    [750, 1500, 'half'],
    [300, 1500, 'five'],
    [60, 1500, 'minute'],
    [0, 1500, 'over'],
    [60, 60, 'begun'],
    [100, 180, 'begun'],
  ])('says of %d s left of %d s: %s', (left, length, moment) => {
    expect(momentOf(left, length)).toBe(moment);
  });
});
