import { describe, expect, it } from 'vitest';
import { dayEntry, item, routineDay } from '../testing/samples';
import { begun, inOrder, move, withWaiting } from './routine';

const items = [item('One', '08:00'), item('Three', '09:00'), item('Fourth', '10:00')];
const told = (moved: typeof items) => moved.map(({ at, name }) => `${at} ${name}`);

describe('move', () => {
  it('leaves the times where they are', () => {
    expect(told(move(items, items[2]?.id ?? '', 0))).toEqual(['08:00 Fourth', '09:00 One', '10:00 Three']);
    expect(told(move(items, items[0]?.id ?? '', 1))).toEqual(['08:00 Three', '09:00 One', '10:00 Fourth']);
  });

  it('stays within the list, and passes over what is not in it', () => {
    expect(told(move(items, items[0]?.id ?? '', 99))).toEqual(['08:00 Three', '09:00 Fourth', '10:00 One']);
    expect(told(move(items, 'no such', 0))).toEqual(told(items));
  });
});

it('keeps the order of what has the same time', () => {
  const [early, late] = [item('A', '09:00'), item('Bb', '09:00')];
  expect(inOrder([early, item('Ccc', '08:00'), late]).map(({ name }) => name)).toEqual(['Ccc', 'A', 'Bb']);
});

it('puts the mark of now after what has begun', () => {
  const day = routineDay(items.map((one) => dayEntry(one)));
  expect(begun(day, Date.parse('2026-03-04T07:59:00Z'))).toBe(0);
  expect(begun(day, Date.parse('2026-03-04T09:00:00Z'))).toBe(2);
  expect(begun(day, Date.parse('2026-03-04T23:00:00Z'))).toBe(3);
});

it('shows what was ticked here and not sent, on its day only', () => {
  const one = item('One', '08:00');
  const waiting = [
    { id: 'w', log: { to: 'mark', itemId: one.id, date: '2026-03-04', mark: 'done' } } as const,
  ];
  expect(withWaiting(routineDay([dayEntry(one)]), waiting).entries[0]?.state).toBe('done');
  expect(withWaiting(routineDay([dayEntry(one)], { date: '2026-03-05' }), waiting).entries[0]?.state).toBe(
    'open',
  );
});
