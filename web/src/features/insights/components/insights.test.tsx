import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { companionHandlers } from '../../../../tests/companion';
import { problem, server } from '../../../../tests/server';
import type { Achievements, Patterns, Week } from '../api/insights';

const week: Week = {
  week_of: '2026-03-02',
  week_until: '2026-03-08',
  is_running: true,
  total_checkins: 4,
  days_with_checkin: 3,
  average_mood: { value: 6.25, count: 4 },
  average_energy: { value: 5, count: 4 },
  mood_trend: {
    direction: 'improving',
    days: 20,
    slope_per_week: 0.4,
    low: 0.1,
    high: 0.7,
    why: 'Over 20 days in four weeks mood changed by +0.4 a week (95 % interval +0.1 to +0.7).',
  },
  common_emotions: [{ name: 'calm', count: 3 }],
  most_effective_interventions: [
    { id: 'long-exhale', name: 'Long exhale', ratings: 4, mean_rating: 4.5, shrunk_rating: 4.1 },
  ],
  recommended_focus: [{ kind: 'sleep', why: 'Sleep was 5.9 h on average, over 4 check-ins.', count: 4 }],
  best_time_to_check_in: {
    time_of_day: 'evening',
    count: 12,
    of_check_ins: 20,
    why: '12 of your 20 were then.',
  },
  streak: null,
  interventions_completed: 2,
  skills_practised: [],
  narrative: 'You took a moment for yourself on 3 days.',
  hidden: [],
  resting: null,
};

const factor = {
  kind: 'place',
  name: 'home',
  days: 12,
  other_days: 9,
  mean_mood: 6.2,
  other_mean_mood: 4.9,
  difference: 1.3,
  low: 0.5,
  high: 2.1,
  adjusted_p_value: 0.01,
  is_enough: true,
  is_clear: true,
  is_closed: false,
  why: 'Mood was 6.2 at home (12 days) and 4.9 elsewhere (9 days): 1.3 higher (95 % interval +0.5 to +2.1).',
};

const unknown = { mean_mood: null, other_mean_mood: null, difference: null, low: null, high: null };

const patterns: Patterns = {
  checkins: 40,
  days: 21,
  circadian: [
    { name: 'evening', days: 14, mean_mood: 6.5, low: 5.9, high: 7.1, is_enough: true, why: '' },
    { name: 'night', days: 1, mean_mood: null, low: null, high: null, is_enough: false, why: '' },
  ],
  weekdays: null,
  factors: [
    factor,
    {
      ...factor,
      ...unknown,
      kind: 'sleep',
      name: 'enough_sleep',
      adjusted_p_value: null,
      is_enough: false,
      is_clear: false,
      why: 'Not enough data yet: 3 days after 7 h of sleep or more, 2 after less; it takes 8 of each.',
    },
  ],
  method: '',
  hidden: ['weekdays'],
};

const achievements: Achievements = {
  is_shown: true,
  reward_style: 'subtle',
  fireflies: 21,
  streak: 5,
  longest_streak: 9,
  streak_rule: 'It never goes back to zero.',
  items: [
    {
      type: 'first_check_in',
      title: 'First light',
      text: 'You checked in.',
      achieved_at: '2026-02-01T09:00:00Z',
    },
    { type: 'rhythm_7', title: 'A rhythm', text: 'Seven days.', achieved_at: null },
  ],
  resting: null,
};

let hidden: string[];

beforeEach(() => {
  hidden = [];
  server.use(
    ...companionHandlers(),
    http.get('*/v1/insights/weekly', () =>
      HttpResponse.json(hidden.includes('trend') ? { ...week, mood_trend: null } : week),
    ),
    http.get('*/v1/insights/patterns', () => HttpResponse.json(patterns)),
    http.get('*/v1/insights/achievements', () => HttpResponse.json(achievements)),
    http.get('*/v1/insights/hidden', () => HttpResponse.json({ sections: hidden })),
    http.put('*/v1/insights/hidden', async ({ request }) => {
      hidden = ((await request.json()) as { sections: string[] }).sections;
      return HttpResponse.json({ sections: hidden });
    }),
  );
});

describe('the week', () => {
  it('is told in words and numbers, and each part says how it came about', async () => {
    const { container } = renderApp('/insights');

    expect(await screen.findByText('You took a moment for yourself on 3 days.')).toBeInTheDocument();
    expect(screen.getByText('Your mood has been rising.')).toBeInTheDocument();
    expect(screen.getByText(/95 % interval \+0.1 to \+0.7/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Long exhale' })).toHaveAttribute('href', '/library/long-exhale');
    expect(await screen.findByText(/21 fireflies/)).toBeInTheDocument();
    const sections = screen.getAllByRole('heading', { level: 2 });
    expect(screen.getAllByText('How this is worked out')).toHaveLength(sections.length);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('leads to earlier weeks and back', async () => {
    const asked: (string | null)[] = [];
    server.use(
      http.get('*/v1/insights/weekly', ({ request }) => {
        const day = new URL(request.url).searchParams.get('week_of');
        asked.push(day);
        return HttpResponse.json(
          day === null
            ? week
            : { ...week, week_of: day, week_until: '2026-03-01', is_running: false, narrative: 'Earlier.' },
        );
      }),
    );
    const { user, address } = renderApp('/insights');
    await screen.findByText('You took a moment for yourself on 3 days.');
    expect(screen.getByRole('button', { name: 'The week after' })).toBeDisabled();

    await user.click(screen.getByRole('button', { name: 'The week before' }));

    expect(await screen.findByText('Earlier.')).toBeInTheDocument();
    expect(address()).toBe('/insights?week=2026-02-23');
    await user.click(screen.getByRole('button', { name: 'This week' }));
    expect(await screen.findByText('You took a moment for yourself on 3 days.')).toBeInTheDocument();
    expect(asked.slice(0, 2)).toEqual([null, '2026-02-23']);
  });

  it('hides a part, keeps what was hidden before, and brings it back', async () => {
    hidden = ['emotions'];
    const { user } = renderApp('/insights');
    await user.click(await screen.findByRole('button', { name: 'Hide: Which way it goes' }));

    await waitFor(() => expect(screen.queryByText('Your mood has been rising.')).not.toBeInTheDocument());
    expect(hidden).toEqual(['emotions', 'trend']);
    await user.click(await screen.findByRole('button', { name: 'Show: Which way it goes' }));

    expect(await screen.findByText('Your mood has been rising.')).toBeInTheDocument();
    expect(hidden).toEqual(['emotions']);
  });

  it('takes a hiding back with one press', async () => {
    const { user } = renderApp('/insights');
    await user.click(await screen.findByRole('button', { name: 'Hide: Which way it goes' }));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));

    expect(await screen.findByText('Your mood has been rising.')).toBeInTheDocument();
    expect(hidden).toEqual([]);
  });

  it('says what went wrong and tries again', async () => {
    server.use(http.get('*/v1/insights/weekly', () => problem(500, 'internal', 'Broken'), { once: true }));
    const { user } = renderApp('/insights');

    await user.click(await screen.findByRole('button', { name: 'Try again' }));

    expect(await screen.findByText('You took a moment for yourself on 3 days.')).toBeInTheDocument();
  });
});

describe('fireflies', () => {
  it('rest after a hard moment', async () => {
    server.use(
      http.get('*/v1/insights/achievements', () =>
        HttpResponse.json({
          ...achievements,
          is_shown: false,
          fireflies: null,
          items: [],
          resting: 'Games rest.',
        }),
      ),
    );
    renderApp('/insights');

    expect(await screen.findByText('Games rest.')).toBeInTheDocument();
    expect(screen.queryByText(/firefl/i)).not.toBeInTheDocument();
  });

  it.each([
    ['wants none', { is_shown: false, reward_style: 'none', fireflies: null, streak: null, items: [] }],
    ['has none yet', { fireflies: 0, streak: 0, items: [] }],
  ])('are not there for whoever %s', async (_, found) => {
    let isAsked = false;
    server.use(
      http.get('*/v1/insights/achievements', () => {
        isAsked = true;
        return HttpResponse.json({ ...achievements, ...found });
      }),
    );
    renderApp('/insights');
    await screen.findByText('Your mood has been rising.');
    await waitFor(() => expect(isAsked).toBe(true));
    expect(screen.queryByText(/firefl/i)).not.toBeInTheDocument();
  });

  it('glow for whoever likes it', async () => {
    const celebratory = { ...achievements, reward_style: 'celebratory' };
    server.use(http.get('*/v1/insights/achievements', () => HttpResponse.json(celebratory)));
    renderApp('/insights');

    expect(await screen.findByRole('img', { name: /^21 fireflies/ })).toBeInTheDocument();
    expect(screen.getByText(/The longest was 9 days/)).toBeInTheDocument();
  });
});

describe('patterns', () => {
  it('show numbers with their intervals, and what nobody can know yet', async () => {
    const { container, user } = renderApp('/insights/patterns');

    const evening = await screen.findByRole('row', { name: /evening 14 days/ });
    expect(within(evening).getByText('5.9 to 7.1')).toBeInTheDocument();
    expect(screen.getByText('Not enough data yet: night.')).toBeInTheDocument();
    expect(screen.getByText(/1.3 higher/)).toBeInTheDocument();
    await user.click(screen.getByText('1 with not enough data yet'));
    expect(screen.getByText(/it takes 8 of each/)).toBeVisible();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('say what to do first when there is nothing', async () => {
    server.use(
      http.get('*/v1/insights/patterns', () =>
        HttpResponse.json({ ...patterns, checkins: 0, days: 0, circadian: [], factors: [] }),
      ),
    );
    renderApp('/insights/patterns');

    expect(await screen.findByRole('heading', { name: 'Nothing to compare yet' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Check in' })).toHaveAttribute('href', '/check-in');
  });
});

describe('questionnaires over time', () => {
  it('show totals with their usual names, and can be hidden', async () => {
    const taken = (total: number, band: string, day: string) => ({
      id: `s${day}`,
      taken_at: `2026-0${day}T09:00:00Z`,
      total,
      band,
      item9_positive: false,
    });
    server.use(
      http.get('*/v1/screenings/phq9', () =>
        HttpResponse.json({
          items: [taken(8, 'mild', '3-01'), taken(14, 'moderate', '2-01')],
          next_cursor: null,
        }),
      ),
      http.get('*/v1/screenings/gad7', () => HttpResponse.json({ items: [], next_cursor: null })),
    );
    const { container, user } = renderApp('/insights/questionnaires');

    expect(await screen.findByText(/: 8 of 27, Mild$/)).toBeInTheDocument();
    expect(screen.getByRole('img', { name: 'Mood (PHQ-9): 2 results over time' })).toBeInTheDocument();
    expect(screen.getByText(/no diagnosis/)).toBeInTheDocument();
    expect(await screen.findByText('Not taken yet. It takes about two minutes.')).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Hide: Questionnaires over time' }));

    expect(await screen.findByRole('button', { name: 'Show: Questionnaires over time' })).toBeInTheDocument();
    expect(screen.queryByText(/of 27/)).not.toBeInTheDocument();
  });
});
