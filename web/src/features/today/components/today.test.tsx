import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { checkIn, companionHandlers, recommendation } from '../../../../tests/companion';
import { holding } from '../../../../tests/administrator';
import { server } from '../../../../tests/server';
import { greetingOf } from '../model/greeting';

beforeEach(() => server.use(...companionHandlers()));

describe('today', () => {
  it('is where someone lands who is not at work here', async () => {
    const { address, container } = renderApp('/');

    expect(await screen.findByRole('link', { name: 'Check in' })).toHaveAttribute('href', '/check-in');
    expect(address()).toBe('/today');
    expect(screen.getByRole('button', { name: 'Need help now' })).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('leaves people at work with their workbench, and the companion one choice away', async () => {
    server.use(http.get('*/v1/recordings', () => HttpResponse.json({ items: [], next_cursor: null })));
    const { user, address } = renderApp('/', { as: holding('clinician') });
    await screen.findByRole('heading', { name: 'Bring your first recording' });

    await user.click(screen.getByRole('button', { name: 'Workspace: Workbench' }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Companion' }));

    await screen.findByRole('link', { name: 'Check in' });
    expect(address()).toBe('/today');
  });

  it('offers one suggestion, with its reason', async () => {
    server.use(
      http.post('*/v1/interventions/recommendations', () => HttpResponse.json({ items: [recommendation] })),
    );
    renderApp('/today');

    expect(await screen.findByRole('heading', { name: 'Long exhale' })).toBeInTheDocument();
    expect(screen.getByText('Short, and it asks for little energy.')).toBeInTheDocument();
  });

  it('welcomes someone back without a word about how long it was', async () => {
    server.use(
      http.get('*/v1/checkins', () =>
        HttpResponse.json({ items: [checkIn({ occurred_at: '2020-01-01T08:00:00Z' })], next_cursor: null }),
      ),
    );
    renderApp('/today');

    expect(await screen.findByRole('heading', { name: 'Welcome back, Mira.' })).toBeInTheDocument();
    expect(screen.queryByText(/day|missed/i, { selector: 'p' })).not.toBeInTheDocument();
  });
});

it('asks after a hard moment, and believes the answer', async () => {
  const state = { is_paused: true, paused_until: null, open_event_id: 'e1', follow_up_due: null, why: '' };
  server.use(
    http.get('*/v1/crisis/state', () => HttpResponse.json(state)),
    http.post('*/v1/crisis/events/e1/safe', () => HttpResponse.json({ ...state, open_event_id: null })),
  );
  const { user } = renderApp('/today');

  await user.click(await screen.findByRole('button', { name: 'I am safe now' }));

  await waitFor(() =>
    expect(screen.queryByRole('button', { name: 'I am safe now' })).not.toBeInTheDocument(),
  );
  expect(screen.getByText('Good that you are safe.')).toBeInTheDocument();
});

describe('the greeting', () => {
  it.each([
    [8, 'morning'],
    [14, 'afternoon'],
    [20, 'evening'],
    [2, 'night'],
  ] as const)('at %d hours is for the %s', (hour, key) => {
    expect(greetingOf(new Date(2026, 2, 4, hour), null)).toBe(key);
  });
});
