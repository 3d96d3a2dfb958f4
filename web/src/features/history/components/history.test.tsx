import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { changed, checkIn, checkInId, companionHandlers } from '../../../../tests/companion';
import { problem, server } from '../../../../tests/server';
import { dayOf, weeksOfMonth } from '../model/days';
import { pointsOf, runsOf } from '../model/series';

const told = checkIn({
  mood_score: 4,
  energy_level: 6,
  emotion_tags: ['anxious', 'buzzing'],
  journal_text: 'The report is late.',
  stress_level: 8,
  sleep_hours: 5.5,
  body_scan: { chest: 7 },
  custom_ratings: [{ name: 'Coffee', rating: 4 }],
  has_voice_note: true,
});

let stored = told;

beforeEach(() => {
  stored = told;
  server.use(
    http.get('*/v1/checkins/:id', () => HttpResponse.json(stored)),
    http.get('*/v1/checkins', () => HttpResponse.json({ items: [stored], next_cursor: null })),
    ...companionHandlers(),
  );
});

describe('the list', () => {
  it('shows days with their check-ins, and earlier ones when asked', async () => {
    server.use(
      http.get('*/v1/checkins', ({ request }) =>
        HttpResponse.json(
          new URL(request.url).searchParams.get('cursor') === 'next'
            ? { items: [checkIn({ id: 'older', mood_score: 9 })], next_cursor: null }
            : { items: [told], next_cursor: 'next' },
        ),
      ),
    );
    const { user, container } = renderApp('/history');

    expect(await screen.findByText('Mood 4, energy 6')).toBeInTheDocument();
    expect(screen.getByText('Anxious · buzzing')).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Show earlier ones' }));

    expect(await screen.findByText('Mood 9, energy 6')).toBeInTheDocument();
    expect(screen.getByText('That is everything.')).toBeInTheDocument();
  });

  it('says what to do first when there is nothing', async () => {
    server.use(http.get('*/v1/checkins', () => HttpResponse.json({ items: [], next_cursor: null })));
    renderApp('/history');

    expect(await screen.findByRole('heading', { name: 'Nothing here yet' })).toBeInTheDocument();
    expect(screen.getAllByRole('link', { name: 'Bring in a diary' })[0]).toHaveAttribute(
      'href',
      '/history/import',
    );
  });

  it('says what went wrong and tries again', async () => {
    server.use(http.get('*/v1/checkins', () => problem(500, 'internal', 'Broken'), { once: true }));
    const { user } = renderApp('/history');

    await user.click(await screen.findByRole('button', { name: 'Try again' }));

    expect(await screen.findByText('Mood 4, energy 6')).toBeInTheDocument();
  });
});

describe('one check-in', () => {
  it('is shown as it was told, and nothing that was not', async () => {
    const { container } = renderApp(`/history/${checkInId}`);

    expect(await screen.findByText('The report is late.')).toBeInTheDocument();
    expect(screen.getByText('4 of 10')).toBeInTheDocument();
    expect(screen.getByText('5.5 h')).toBeInTheDocument();
    expect(screen.getByText('4 of 5')).toBeInTheDocument();
    expect(screen.getByText('Chest, tension 7 of 10')).toBeInTheDocument();
    expect(screen.queryByText('Anxiety')).not.toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('is changed in what was changed alone; what was taken away is null', async () => {
    let sent: unknown;
    server.use(
      http.patch('*/v1/checkins/:id', async ({ request }) => {
        sent = await request.json();
        stored = { ...told, mood_score: 7, stress_level: null };
        return HttpResponse.json(changed({ checkin: stored }));
      }),
    );
    const { user } = renderApp(`/history/${checkInId}`);
    await user.click(await screen.findByRole('button', { name: 'Change' }));
    await user.click(
      within(screen.getByRole('group', { name: 'Mood' })).getByRole('button', { name: '7 of 10' }),
    );
    await user.click(screen.getByRole('button', { name: /^Anxiety and stress/ }));
    await user.click(
      within(screen.getByRole('group', { name: 'Stress' })).getByRole('button', { name: '8 of 10' }),
    );
    await user.click(screen.getByRole('button', { name: 'Save' }));

    expect(await screen.findByText('7 of 10')).toBeInTheDocument();
    expect(sent).toEqual({ mood_score: 7, stress_level: null });
  });

  it('shows help when new words call for it', async () => {
    server.use(
      http.patch('*/v1/checkins/:id', () =>
        HttpResponse.json(
          changed({
            crisis_alert: true,
            crisis: { level: 'critical', response: 'show_resources', event_id: null },
          }),
        ),
      ),
    );
    const { user } = renderApp(`/history/${checkInId}`);
    await user.click(await screen.findByRole('button', { name: 'Change' }));
    await user.type(screen.getByLabelText('Journal'), ' and more');
    await user.click(screen.getByRole('button', { name: 'Save' }));

    expect(await screen.findByRole('dialog', { name: 'Help, right now' })).toBeInTheDocument();
  });

  it('is deleted, and brought back with one press', async () => {
    const done: string[] = [];
    server.use(
      http.delete('*/v1/checkins/:id', () => {
        done.push('deleted');
        return new HttpResponse(null, { status: 204 });
      }),
      http.post('*/v1/checkins/:id/restore', () => {
        done.push('restored');
        return HttpResponse.json(told);
      }),
    );
    const { user, address } = renderApp(`/history/${checkInId}`);
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    await user.click(await screen.findByRole('button', { name: 'Bring it back' }));

    await waitFor(() => expect(done).toEqual(['deleted', 'restored']));
    expect(address()).toBe('/history');
  });

  it('that is not there says so', async () => {
    server.use(http.get('*/v1/checkins/:id', () => problem(404, 'check-in-not-found', 'There is none.')));
    renderApp(`/history/${checkInId}`);

    expect(await screen.findByRole('heading', { name: 'This check-in is not there' })).toBeInTheDocument();
  });
});

describe('the calendar', () => {
  beforeEach(() =>
    server.use(
      http.get('*/v1/checkins/calendar', () =>
        HttpResponse.json({
          year: 2024,
          days: [
            { date: '2024-03-04', count: 2, mood_average: 6.5, energy_average: 5 },
            { date: '2024-03-05', count: 1, mood_average: 3, energy_average: 5 },
          ],
        }),
      ),
    ),
  );

  it('names each day, moves by the arrows and opens a day', async () => {
    const { user, container, address } = renderApp('/history/calendar?month=2024-03');
    const grid = await screen.findByRole('grid', { name: 'Days of March 2024' });
    expect(
      screen.getByRole('button', { name: 'Mar: 2 days with a check-in, mood 4.8 of 10 on average' }),
    ).toHaveAttribute('aria-pressed', 'true');
    expect(await accessibilityFaults(container)).toEqual([]);

    await user.tab();
    within(grid)
      .getByRole('button', { name: /March 31, 2024: no check-in/ })
      .focus();
    await user.keyboard('{Home}{ArrowRight}{ArrowRight}{ArrowRight}');
    expect(
      within(grid).getByRole('button', { name: /March 4, 2024: mood 6.5 of 10 on average, 2 check-ins/ }),
    ).toHaveFocus();
    await user.keyboard('{Enter}');

    expect(address()).toBe('/history/calendar?month=2024-03&day=2024-03-04');
    expect(await screen.findByText('Mood 4, energy 6')).toBeInTheDocument();
  });

  it('goes to another year and another month', async () => {
    const { user, address } = renderApp('/history/calendar?month=2024-03');
    await user.click(await screen.findByRole('button', { name: /^May: no check-ins/ }));
    expect(await screen.findByRole('grid', { name: 'Days of May 2024' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Year 2023' }));

    expect(address()).toBe('/history/calendar?month=2023-12');
  });
});

describe('the charts', () => {
  it('give every measure its numbers, and say where nothing was noted', async () => {
    const at = new Date();
    server.use(
      http.get('*/v1/checkins/series', () =>
        HttpResponse.json({
          id: ['a'],
          occurred_at: [at.toISOString()],
          time_known: [true],
          mood_score: [4],
          energy_level: [6],
          anxiety_level: [null],
          stress_level: [null],
          sensory_load: [null],
          executive_function: [null],
          masking_level: [null],
          sleep_hours: [null],
          journal_sentiment: [null],
        }),
      ),
    );
    const { container, user } = renderApp('/history/charts');

    expect(await screen.findByRole('img', { name: /^Mood, / })).toBeInTheDocument();
    expect(screen.getAllByText('Nothing noted in this time.')).toHaveLength(3);
    await user.click(screen.getAllByRole('button', { name: 'Show as table' })[0]!);
    expect(screen.getByRole('row', { name: / 4.0 4 1$/ })).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('lead to a check-in where there are none', async () => {
    server.use(
      http.get('*/v1/checkins/series', () => HttpResponse.json({ id: [] })),
      http.get('*/v1/checkins/calendar', () => HttpResponse.json({ days: [] })),
    );
    const { user } = renderApp('/history/charts');

    expect(await screen.findByText(/^No check-ins in this time/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Check in' })).toHaveAttribute('href', '/check-in');
    await user.click(screen.getByRole('link', { name: 'Calendar' }));
    expect(await screen.findByText(/^No check-ins this year yet/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Check in' })).toHaveAttribute('href', '/check-in');
  });
});

describe('series', () => {
  const series = {
    occurred_at: ['2026-03-01T08:00:00', '2026-03-01T20:00:00', '2026-03-02T08:00:00', '2026-03-05T08:00:00'],
    mood_score: [2, 6, 5, 7],
    anxiety_level: [null, 3, null, null],
  } as unknown as Parameters<typeof pointsOf>[0];
  const span = { from: '2026-03-01', to: '2026-03-30', daysPerPoint: 1 };

  it('average a day and part at a gap', () => {
    const points = pointsOf(series, 'mood', span);

    expect(points.map(({ day, mean, low, high, count }) => [day, mean, low, high, count])).toEqual([
      ['2026-03-01', 4, 2, 6, 2],
      ['2026-03-02', 5, 5, 5, 1],
      ['2026-03-05', 7, 7, 7, 1],
    ]);
    expect(runsOf(points, 1).map((run) => run.length)).toEqual([2, 1]);
    expect(pointsOf(series, 'anxiety', span)).toHaveLength(1);
  });

  it('average seven days where a year is shown', () => {
    expect(pointsOf(series, 'mood', { ...span, daysPerPoint: 7 })).toMatchObject([
      { day: '2026-03-01', mean: 5, count: 4 },
    ]);
  });
});

it('lays a month out in whole weeks from Monday', () => {
  const weeks = weeksOfMonth('2024-02');
  expect(weeks[0]).toEqual([null, null, null, '2024-02-01', '2024-02-02', '2024-02-03', '2024-02-04']);
  expect(weeks.flat().filter(Boolean)).toHaveLength(29);
  expect(dayOf(new Date(2026, 0, 2))).toBe('2026-01-02');
});
