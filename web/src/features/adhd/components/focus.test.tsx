import { act, screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it, vi } from 'vitest';
import { playChime } from '@/lib/sound/chime';
import { sleep, wake } from '../../../../tests/clock';
import { companionHandlers } from '../../../../tests/companion';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { preferences, server } from '../../../../tests/server';
import type { Focus } from '../api/focus';

vi.mock('@/lib/sound/chime', () => ({ playChime: vi.fn() }));

function minutesFromNow(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString();
}

function focus(rest: Partial<Focus> = {}): Focus {
  return {
    id: 'f1',
    started_at: minutesFromNow(0),
    planned_minutes: 50,
    planned_end_at: minutesFromNow(50),
    remind_every_minutes: null,
    holds_others: false,
    ended_at: null,
    reminders_at: [minutesFromNow(50)],
    ...rest,
  };
}

let session: Focus | null;
let usual: number | null;

beforeEach(() => {
  [session, usual] = [null, null];
  vi.mocked(playChime).mockClear();
  server.use(
    ...companionHandlers(),
    http.get('*/v1/adhd/focus', () => HttpResponse.json({ session, remind_every_minutes: usual })),
  );
});

it('begins with reminders for whom the preference is on', async () => {
  usual = 45;
  const sent: unknown[] = [];
  server.use(
    http.post('*/v1/adhd/focus', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(focus(), { status: 201 });
    }),
  );
  const { user, container } = renderApp('/tools/focus');
  expect(await screen.findByRole('radio', { name: '45' })).toBeChecked();
  expect(await accessibilityFaults(container)).toEqual([]);
  await user.click(screen.getByRole('radio', { name: '25 min' }));
  await user.click(screen.getByRole('button', { name: 'Start' }));

  expect(await screen.findByRole('button', { name: 'I am done' })).toBeInTheDocument();
  expect(sent).toEqual([{ minutes: 25, remind_every_minutes: 45, hold_others: false }]);
});

it('says on the page itself when it is time to pause, and goes on', async () => {
  session = focus({ reminders_at: [minutesFromNow(10), minutesFromNow(50)] });
  const { user } = renderApp('/tools/focus');
  await screen.findByRole('button', { name: 'I am done' });
  sleep(10);
  act(() => wake());

  expect(await screen.findByText(/Water, a stretch/)).toBeInTheDocument();
  await waitFor(() => expect(playChime).toHaveBeenCalledTimes(1));
  await user.click(screen.getByRole('button', { name: 'Go on' }));
  expect(screen.queryByText(/Water, a stretch/)).not.toBeInTheDocument();
});

it('shows time as a shape to whom it is to be visible', async () => {
  session = focus();
  server.use(
    http.get('*/v1/users/me/preferences', () =>
      HttpResponse.json({ ...preferences, time_blindness_support: true }),
    ),
  );
  const { container } = renderApp('/tools/focus');

  expect(await screen.findByRole('img', { name: 'Time left: 50 min' })).toBeInTheDocument();
  expect(await accessibilityFaults(container)).toEqual([]);
});

it('ends, and says how long it was', async () => {
  session = focus();
  server.use(
    http.post('*/v1/adhd/focus/f1/end', () => HttpResponse.json(focus({ ended_at: minutesFromNow(12) }))),
  );
  const { user } = renderApp('/tools/focus');
  await user.click(await screen.findByRole('button', { name: 'I am done' }));

  expect(await screen.findByText('Focus ended after 12 min.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Start' })).toBeInTheDocument();
});

it('leads to the timer where the server cannot be reached', async () => {
  server.use(http.get('*/v1/adhd/focus', () => HttpResponse.error()));
  renderApp('/tools/focus');

  expect(await screen.findByRole('link', { name: /timer works/ })).toHaveAttribute('href', '/tools/timer');
});
