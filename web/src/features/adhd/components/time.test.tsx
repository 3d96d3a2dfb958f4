import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it } from 'vitest';
import { companionHandlers } from '../../../../tests/companion';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { preferences, server } from '../../../../tests/server';
import type { Learnt, TimeEntry } from '../api/timeLog';

const none: Learnt = {
  finished_tasks: 2,
  needed_tasks: 5,
  is_enough: false,
  time_estimation_bias: 0.1,
  factor: null,
  factor_low: null,
  factor_high: null,
  next_factor_low: null,
  next_factor_high: null,
};

const some: Learnt = {
  ...none,
  finished_tasks: 8,
  is_enough: true,
  factor: 1.5,
  factor_low: 1.2,
  factor_high: 1.9,
  next_factor_low: 0.8,
  next_factor_high: 2.8,
};

function entry(rest: Partial<TimeEntry> = {}): TimeEntry {
  return {
    id: 'e1',
    task: 'Post',
    estimated_minutes: 15,
    actual_minutes: null,
    started_at: new Date().toISOString(),
    finished_at: null,
    corrected_minutes: null,
    ...rest,
  };
}

let items: TimeEntry[];
let learnt: Learnt;

beforeEach(() => {
  [items, learnt] = [[], none];
  sessionStorage.clear();
  server.use(
    ...companionHandlers(),
    http.get('*/v1/adhd/time-estimation', () => HttpResponse.json({ items, next_cursor: null, learnt })),
  );
});

it('says how many are still needed, and corrects nothing yet', async () => {
  const { container } = renderApp('/tools/time');

  expect(await screen.findByText(/2 of 5 tasks so far/)).toBeInTheDocument();
  expect(screen.queryByText(/Going by your log/)).not.toBeInTheDocument();
  expect(await accessibilityFaults(container)).toEqual([]);
});

it('corrects a guess by the log, with how sure it is', async () => {
  learnt = some;
  const { user, container } = renderApp('/tools/time');
  await user.click(await screen.findByRole('button', { name: '30 min' }));

  expect(
    await screen.findByText(/Going by your log, about 45 min\..*24 min and 1 h 25 min/),
  ).toBeInTheDocument();
  expect(screen.getByText(/1\.5 times your guess \(1\.2 to 1\.9/)).toBeInTheDocument();
  expect(screen.getByText(/from 8 tasks/)).toBeInTheDocument();
  expect(await accessibilityFaults(container)).toEqual([]);
});

it('begins one, shows it under way, and finishes it', async () => {
  const sent: unknown[] = [];
  server.use(
    http.post('*/v1/adhd/time-estimation', async ({ request }) => {
      sent.push(await request.json());
      items = [entry()];
      return HttpResponse.json(
        { entry: items[0], learnt, crisis_alert: false, crisis: null },
        { status: 201 },
      );
    }),
    http.post('*/v1/adhd/time-estimation/e1/finish', () => {
      items = [entry({ actual_minutes: 21.4, finished_at: new Date().toISOString() })];
      return HttpResponse.json(items[0]);
    }),
  );
  const { user } = renderApp('/tools/time');
  await user.type(await screen.findByLabelText('What are you going to do?'), 'Post{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Done' }));

  expect(await screen.findByText(/Guess 15 min, took 21 min/)).toBeInTheDocument();
  expect(sent).toEqual([{ task: 'Post', estimated_minutes: 15, actual_minutes: null }]);
});

it('shows time as words alone to others', async () => {
  items = [entry()];
  renderApp('/tools/time');
  await screen.findByRole('button', { name: 'Done' });

  expect(screen.queryByRole('img')).not.toBeInTheDocument();
});

it('shows time as a shape to whom it is to be visible', async () => {
  items = [entry()];
  server.use(
    http.get('*/v1/users/me/preferences', () =>
      HttpResponse.json({ ...preferences, time_blindness_support: true }),
    ),
  );
  renderApp('/tools/time');

  expect(await screen.findByRole('img', { name: 'About 15 min left' })).toBeInTheDocument();
});

it('asks at once whether a time that is far off is right', async () => {
  const sent: unknown[] = [];
  items = [entry({ estimated_minutes: 60 })];
  server.use(
    http.post('*/v1/adhd/time-estimation/e1/finish', async ({ request }) => {
      const body = (await request.json()) as { actual_minutes: number | null };
      sent.push(body);
      const actual_minutes = body.actual_minutes ?? 1;
      items = [entry({ estimated_minutes: 60, actual_minutes, finished_at: new Date().toISOString() })];
      return HttpResponse.json(items[0]);
    }),
  );
  const { user } = renderApp('/tools/time');
  await user.click(await screen.findByRole('button', { name: 'Done' }));
  await screen.findByText('Is that right?');
  await user.click(screen.getByRole('button', { name: /Increase It took/ }));
  await user.click(screen.getByRole('button', { name: 'Save' }));

  expect(await screen.findByText(/took 2 min/)).toBeInTheDocument();
  expect(sent).toEqual([{ actual_minutes: null }, { actual_minutes: 2 }]);
});

it('takes an entry out of the log and brings it back', async () => {
  items = [entry({ actual_minutes: 20, finished_at: new Date().toISOString() })];
  server.use(
    http.delete('*/v1/adhd/time-estimation/e1', () => {
      items = [];
      return new HttpResponse(null, { status: 204 });
    }),
    http.post('*/v1/adhd/time-estimation/e1/restore', () => {
      items = [entry({ actual_minutes: 20, finished_at: new Date().toISOString() })];
      return HttpResponse.json(items[0]);
    }),
  );
  const { user } = renderApp('/tools/time');
  await user.click(await screen.findByRole('button', { name: 'Take away: Post' }));
  await screen.findByText(/Nothing finished yet/);
  await user.click(screen.getByRole('button', { name: 'Bring it back' }));

  expect(await screen.findByText(/took 20 min/)).toBeInTheDocument();
});
