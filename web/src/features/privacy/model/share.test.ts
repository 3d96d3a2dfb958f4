import { describe, expect, it } from 'vitest';
import { expiresAt } from './share';

describe('the end of a share', () => {
  it.each([
    ['month', '2026-03-04T10:00:00', '2026-04-04T10:00:00'],
    ['month', '2026-01-31T10:00:00', '2026-02-28T10:00:00'],
    ['quarter', '2026-11-30T10:00:00', '2027-02-28T10:00:00'],
    ['year', '2028-02-29T10:00:00', '2029-02-28T10:00:00'],
  ] as const)('of one %s from %s is %s', (choice, now, end) =>
    expect(expiresAt(choice, new Date(now))).toBe(new Date(end).toISOString()),
  );

  it('is nothing for a share without an end', () => expect(expiresAt('never', new Date())).toBeNull());
});
