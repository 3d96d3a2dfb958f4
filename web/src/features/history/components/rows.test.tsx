import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it } from 'vitest';
import { renderApp } from '../../../../tests/renderApp';
import { checkIn, companionHandlers } from '../../../../tests/companion';
import { server } from '../../../../tests/server';

let stored = checkIn();

beforeEach(() =>
  server.use(
    http.get('*/v1/checkins/:id', () => HttpResponse.json(stored)),
    http.get('*/v1/checkins', () => HttpResponse.json({ items: [stored], next_cursor: null })),
    ...companionHandlers(),
  ),
);

it.each(['moderate', 'high', 'critical', 'unknown'] as const)(
  'keeps words of %s risk closed, and opens them on a tap',
  async (level) => {
    stored = checkIn({
      journal_text: 'I cannot go on.',
      emotion_tags: ['sad', 'better off gone'],
      crisis_risk_level: level,
    });
    const { user } = renderApp('/history');

    const row = await screen.findByRole('link', { name: /Mood 4, energy 6/ });
    expect(row).toHaveTextContent('Words kept: open to read');
    expect(row).toHaveTextContent('Sad');
    expect(screen.queryByText(/cannot go on|better off/)).not.toBeInTheDocument();
    await user.click(row);

    expect(await screen.findByText('I cannot go on.')).toBeVisible();
  },
);

it('shows no hour where only the day is known', async () => {
  stored = checkIn({ occurred_at: '2026-03-04T12:00:00Z', time_known: false });
  const { user } = renderApp('/history');

  const row = await screen.findByRole('link', { name: /Mood 4, energy 6/ });
  expect(row).toHaveTextContent('no time noted');
  expect(row).not.toHaveTextContent(/\d:\d\d/);
  await user.click(row);
  await waitFor(() => expect(row).not.toBeInTheDocument());

  expect(await screen.findByText('no time noted')).toBeVisible();
  expect(screen.queryByText(/\d:\d\d/)).not.toBeInTheDocument();
});

it('shows the first words of an ordinary day', async () => {
  stored = checkIn({ journal_text: 'The report is late.' });
  renderApp('/history');

  expect(await screen.findByText('The report is late.')).toBeVisible();
  expect(screen.queryByText('Words kept: open to read')).not.toBeInTheDocument();
});
