import { describe, expect, it } from 'vitest';
import { action, breathing, senses, thoughts, timer } from '../testing/samples';
import { announcementAt } from './announcement';
import { back, begin, elapsedOf, isOver, next, pause, resume, spentSeconds, tick } from './run';
import { stagesOf, stagesWithoutHolds, type Stage } from './stages';

const steps = stagesOf(action());

describe('a run', () => {
  it('moves on when a step is over, and is over after the last', () => {
    let run = begin(steps, 1000);
    expect(tick(run, steps, true, 20_999).index).toBe(0);
    run = tick(run, steps, true, 21_000);
    expect(run).toMatchObject({ index: 1, isByTime: true });
    expect(elapsedOf(run, 21_000)).toBe(0);
    run = tick(run, steps, true, 61_000);
    expect(isOver(run, steps)).toBe(true);
    expect(spentSeconds(run, 99_000)).toBe(60);
  });

  it('moves on by one step only, however long the phone slept', () => {
    expect(tick(begin(steps, 0), steps, true, 3_600_000).index).toBe(1);
  });

  it('waits at the end of a step for whoever does not want to be moved on', () => {
    expect(tick(begin(steps, 0), steps, false, 3_600_000).index).toBe(0);
  });

  it('stands still while paused, and pausing twice changes nothing', () => {
    const paused = pause(pause(begin(steps, 0), 5000), 90_000);
    expect(elapsedOf(paused, 500_000)).toBe(5000);
    expect(tick(paused, steps, true, 500_000)).toBe(paused);
    const running = resume(resume(paused, 500_000), 501_000);
    expect(elapsedOf(running, 502_000)).toBe(7000);
    expect(spentSeconds(running, 502_000)).toBe(7);
  });

  it('goes back to the beginning of the step before, and not beyond the first', () => {
    const first = back(next(begin(steps, 0), steps, 4000), steps, 9000);
    expect(first).toMatchObject({ index: 0, elapsedMilliseconds: 0, runningSince: 9000, isByTime: false });
    expect(back(first, steps, 10_000).index).toBe(0);
  });

  it('leaves the start of a timer to its person', () => {
    const stages = stagesOf(timer);
    const arrived = tick(begin(stages, 0), stages, true, 40_000);
    expect(arrived).toMatchObject({ index: 1, runningSince: null });
    expect(tick(arrived, stages, true, 900_000).index).toBe(1);
    expect(tick(resume(arrived, 900_000), stages, false, 1_500_000).index).toBe(2);
  });
});

describe('stagesOf', () => {
  it('paces the longest step of a breathing exercise for as long as its breaths take', () => {
    const stages = stagesOf(breathing);
    expect(stages.map(({ kind, seconds }) => [kind, seconds])).toEqual([
      ['text', 10],
      ['breathing', 24],
    ]);
    expect(stagesWithoutHolds(stages)[1]?.seconds).toBe(12);
  });

  it('counts the things for each sense', () => {
    expect(stagesOf(senses)).toMatchObject([
      { kind: 'senses', count: 2 },
      { kind: 'senses', count: 1 },
    ]);
  });

  it('asks for one column after the other and shows them at the end', () => {
    expect(stagesOf(thoughts)).toMatchObject([
      { kind: 'writing', column: 'thought' },
      { kind: 'writing', column: 'fairer_thought' },
      { kind: 'review' },
    ]);
  });

  it('reads the steps of a player that it does not know', () => {
    expect(stagesOf(action({ player: 'hologram' })).map(({ kind }) => kind)).toEqual(['text', 'text']);
  });
});

describe('announcementAt', () => {
  const pacer = stagesOf(breathing)[1];
  const clock: Stage = { kind: 'timer', text: 'Only until it ends.', seconds: 600 };

  it('says one word with each part of a breath', () => {
    expect(announcementAt(pacer, 0)).toEqual({ kind: 'text', text: 'Follow the square.' });
    expect(announcementAt(pacer, 1)).toEqual({ kind: 'breath', phase: 'inhale' });
    expect(announcementAt(pacer, 2.9)).toEqual({ kind: 'breath', phase: 'inhale' });
    expect(announcementAt(pacer, 3)).toEqual({ kind: 'breath', phase: 'hold' });
  });

  it('says of a timer that half is left and that a minute is left, and nothing else', () => {
    const said = Array.from({ length: 601 }, (_, second) => JSON.stringify(announcementAt(clock, second)));
    expect(new Set(said).size).toBe(3);
    expect(announcementAt(clock, 300).kind).toBe('timer-half');
    expect(announcementAt(clock, 540).kind).toBe('timer-minute');
  });
});
