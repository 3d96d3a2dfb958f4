import { describe, expect, it } from 'vitest';
import shared from '../../../../../tests/Halcyon.Wellness.Tests/Adhd/task_breakdowns.json';
import { breakDown, isNever } from './breakdown';

describe('taking a task apart with no network', () => {
  it.each(shared)('gives the steps of the server: $task, level $level, energy $energy', (expected) => {
    const { task, level, energy, max_steps, is_never, pattern, left_out, steps } = expected;

    expect(breakDown(task, level, energy, max_steps)).toEqual({ pattern, steps, leftOut: left_out });
    expect(isNever(task)).toBe(is_never);
  });
});
