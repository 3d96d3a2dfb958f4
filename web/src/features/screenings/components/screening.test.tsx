import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { companionHandlers } from '../../../../tests/companion';
import { problem, server } from '../../../../tests/server';

function questions(kind: 'phq9' | 'gad7', count: number) {
  return http.get(`*/v1/screenings/${kind}/questions`, () =>
    HttpResponse.json({
      kind,
      title: kind === 'phq9' ? 'PHQ-9' : 'GAD-7',
      intro: 'Over the last 2 weeks?',
      items: Array.from({ length: count }, (_, index) => `Item ${index + 1}`),
      answers: ['Not at all', 'Several days', 'More than half the days', 'Nearly every day'],
      difficulty_question: 'How difficult?',
      difficulty_answers: ['Not difficult at all', 'Somewhat', 'Very', 'Extremely'],
      bands: [],
      source: 'Source',
      notice: 'Not a diagnosis.',
    }),
  );
}

let sent: unknown;

beforeEach(() => {
  sent = undefined;
  server.use(
    ...companionHandlers(),
    questions('phq9', 9),
    questions('gad7', 7),
    http.get('*/v1/screenings/:kind', () => HttpResponse.json({ items: [], next_cursor: null })),
    http.post('*/v1/screenings/:kind', async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json(
        {
          id: 's1',
          taken_at: '2026-03-04T09:00:00Z',
          total: 7,
          band: 'mild',
          crisis_alert: false,
          crisis: null,
        },
        { status: 201 },
      );
    }),
  );
});

describe('a questionnaire', () => {
  it('asks one thing at a time, goes back, and says what the number is not', async () => {
    const { user, container } = renderApp('/screenings/gad7');
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Item 1' })).toHaveFocus());
    expect(await accessibilityFaults(container)).toEqual([]);

    await user.keyboard('2');
    await screen.findByRole('heading', { name: 'Item 2' });
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await user.click(screen.getByRole('button', { name: 'Not at all' }));
    for (let item = 2; item <= 7; item += 1) {
      await screen.findByRole('heading', { name: `Item ${item}` });
      await user.click(screen.getByRole('button', { name: 'Several days' }));
    }
    await screen.findByRole('heading', { name: 'How difficult?' });
    await user.click(screen.getByRole('button', { name: 'Very' }));

    expect(await screen.findByRole('heading', { name: /7 of 21/ })).toHaveTextContent('Mild');
    expect(screen.getByText('Not a diagnosis.')).toBeInTheDocument();
    expect(sent).toEqual({ answers: [0, 1, 1, 1, 1, 1, 1], difficulty: 2 });
  });

  it('shows help as soon as the ninth question is answered above zero, before anything is sent', async () => {
    const { user } = renderApp('/screenings/phq9');
    for (let item = 1; item <= 8; item += 1) {
      await screen.findByRole('heading', { name: `Item ${item}` });
      await user.keyboard('1');
    }
    await screen.findByRole('heading', { name: 'Item 9' });
    await user.click(screen.getByRole('button', { name: 'Several days' }));

    const sheet = await screen.findByRole('dialog', { name: 'Help, right now' });
    expect(within(sheet).getAllByRole('link')[0]?.getAttribute('href')).toMatch(/^tel:/);
    expect(sent).toBeUndefined();
  });

  it('shows help although the answers could not be kept', async () => {
    server.use(
      http.post('*/v1/screenings/:kind', () =>
        problem(503, 'screening-not-kept', 'Your answers could not be kept just now.', {
          crisis_alert: true,
        }),
      ),
    );
    const { user } = renderApp('/screenings/gad7');
    for (let item = 1; item <= 7; item += 1) {
      await screen.findByRole('heading', { name: `Item ${item}` });
      await user.keyboard('1');
    }

    expect(await screen.findByRole('dialog', { name: 'Help, right now' })).toBeInTheDocument();
  });

  it('says which questionnaire it is, also when its questions cannot be had', async () => {
    server.use(http.get('*/v1/screenings/:kind/questions', () => HttpResponse.error()));
    renderApp('/screenings/phq9');

    expect(await screen.findByText('Halcyon cannot be reached.')).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Mood over the last two weeks' })).toBeInTheDocument();
  });
});
