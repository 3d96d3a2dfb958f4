import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { companionHandlers } from '../../../../tests/companion';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { preferences, problem, server } from '../../../../tests/server';
import type { Task } from '../api/tasks';

const at = '2026-03-04T09:00:00Z';

function kept(rest: Partial<Task> = {}): Task {
  return {
    id: 't1',
    created_at: at,
    updated_at: at,
    title: 'Post',
    steps: [
      { id: 's1', text: 'Take the pile.', minutes_low: 1, depth: 0, done_at: at },
      { id: 's2', text: 'Open one envelope.', minutes_low: null, depth: 0, done_at: null },
    ],
    ...rest,
  };
}

function answering(steps: string[], rest: object = {}) {
  return HttpResponse.json({
    steps: steps.map((text, index) => ({ text, minutes_low: index === 0 ? 1 : null, can_divide: true })),
    pattern: 'post',
    is_known: true,
    answered_by: 'patterns',
    left_out: 0,
    crisis_alert: false,
    crisis: null,
    ...rest,
  });
}

let tasks: Task[];

beforeEach(() => {
  tasks = [];
  sessionStorage.clear();
  server.use(
    ...companionHandlers(),
    http.get('*/v1/adhd/tasks', () => HttpResponse.json({ items: tasks, next_cursor: null })),
    http.get('*/v1/adhd/tasks/patterns', () =>
      HttpResponse.json({ finished_steps: 0, needed_steps: 10, is_enough: false, by_time_of_day: [] }),
    ),
  );
});

function offerSteps() {
  server.use(
    http.get('*/v1/users/me/preferences', () =>
      HttpResponse.json({ ...preferences, task_breakdown_auto: true }),
    ),
  );
}

describe('a task that is written down', () => {
  it('is kept by Enter as it is where steps were not asked for', async () => {
    const sent: unknown[] = [];
    server.use(
      http.post('*/v1/adhd/tasks', async ({ request }) => {
        sent.push(await request.json());
        tasks = [kept({ steps: [] })];
        return HttpResponse.json({ task: tasks[0], crisis_alert: false, crisis: null }, { status: 201 });
      }),
    );
    const { user, container } = renderApp('/tools/tasks');
    await screen.findByText(/Nothing here yet/);
    await user.type(screen.getByLabelText('What is the task?'), 'Post{Enter}');

    expect(await screen.findByRole('heading', { name: 'Post' })).toBeInTheDocument();
    expect(sent).toEqual([{ title: 'Post', steps: [] }]);
    expect(screen.getByLabelText('What is the task?')).toHaveValue('');
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('is offered in steps by Enter where that was asked for, divides a step, and is kept as a list', async () => {
    offerSteps();
    const asked: unknown[] = [];
    const sent: { steps: { text: string; depth: number }[] }[] = [];
    server.use(
      http.post('*/v1/adhd/task-breakdown', async ({ request }) => {
        const body = (await request.json()) as { level: number };
        asked.push(body);
        return body.level === 0
          ? answering(['Take the pile.', 'Sort it.'])
          : answering(['Touch one.', 'Lay it down.']);
      }),
      http.post('*/v1/adhd/tasks', async ({ request }) => {
        sent.push((await request.json()) as (typeof sent)[number]);
        return HttpResponse.json({ task: kept(), crisis_alert: false, crisis: null }, { status: 201 });
      }),
    );
    const { user, container } = renderApp('/tools/tasks');
    await screen.findByText(/Nothing here yet/);
    await user.type(screen.getByLabelText('What is the task?'), 'Post{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Smaller steps for: Sort it.' }));
    await screen.findByText('Touch one.');
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Keep as a list' }));

    await screen.findByText(/Nothing here yet/);
    expect(asked).toMatchObject([
      { task: 'Post', parent: null, level: 0 },
      { task: 'Sort it.', parent: 'Post', level: 1 },
    ]);
    expect(sent[0]?.steps.map(({ text, depth }) => [text, depth])).toEqual([
      ['Take the pile.', 0],
      ['Sort it.', 0],
      ['Touch one.', 1],
      ['Lay it down.', 1],
    ]);
  });

  it('is taken apart on the device without a connection, and says that nobody read it', async () => {
    server.use(http.post('*/v1/adhd/task-breakdown', () => HttpResponse.error()));
    const { user } = renderApp('/tools/tasks');
    await user.type(await screen.findByLabelText('What is the task?'), 'Clean the kitchen');
    await user.click(screen.getByRole('button', { name: 'Break it into steps' }));

    expect(
      await screen.findByText('Stand at the sink and run the water until it is warm.'),
    ).toBeInTheDocument();
    expect(screen.getByText(/read by nobody/)).toBeInTheDocument();
  });

  it('says so when it does not know the task', async () => {
    server.use(http.post('*/v1/adhd/task-breakdown', () => answering(['Stand up.'], { is_known: false })));
    const { user } = renderApp('/tools/tasks');
    await user.type(await screen.findByLabelText('What is the task?'), 'Frobnicate');
    await user.click(screen.getByRole('button', { name: 'Break it into steps' }));

    expect(await screen.findByText(/I do not know this kind of task/)).toBeInTheDocument();
  });

  it('says when the language service made the steps', async () => {
    server.use(
      http.post('*/v1/adhd/task-breakdown', () =>
        answering(['Stand up.'], { is_known: false, pattern: null, answered_by: 'wording_service' }),
      ),
    );
    const { user } = renderApp('/tools/tasks');
    await user.type(await screen.findByLabelText('What is the task?'), 'Frobnicate');
    await user.click(screen.getByRole('button', { name: 'Break it into steps' }));

    expect(await screen.findByText(/come from the language service/)).toBeInTheDocument();
    expect(screen.queryByText(/I do not know this kind of task/)).not.toBeInTheDocument();
  });

  it('mentions a language service to whom it may ask', async () => {
    const { user } = offering(false);
    await user.type(await screen.findByLabelText('What is the task?'), 'Clean the kitchen');
    await user.click(screen.getByRole('button', { name: 'Break it into steps' }));

    expect(await screen.findByRole('link', { name: 'Read what that means' })).toHaveAttribute(
      'href',
      '/settings/consents',
    );
  });

  it('does not mention it again to whoever agreed', async () => {
    const { user, answered } = offering(true);
    await user.type(await screen.findByLabelText('What is the task?'), 'Clean the kitchen');
    await user.click(screen.getByRole('button', { name: 'Break it into steps' }));

    await waitFor(() => expect(answered()).toBe(1));
    expect(screen.queryByRole('link', { name: 'Read what that means' })).not.toBeInTheDocument();
  });

  it('that calls for help gets help and no steps, with a connection and without', async () => {
    const crisis = { level: 'critical', response: 'show_resources', event_id: null };
    server.use(http.post('*/v1/adhd/task-breakdown', () => answering([], { crisis_alert: true, crisis })));
    const { user } = renderApp('/tools/tasks');
    await user.type(await screen.findByLabelText('What is the task?'), 'kill myself');
    await user.click(screen.getByRole('button', { name: 'Break it into steps' }));
    const sheet = await screen.findByRole('dialog');
    await user.click(within(sheet).getByRole('button', { name: 'Close' }));

    server.use(http.post('*/v1/adhd/task-breakdown', () => HttpResponse.error()));
    await user.click(screen.getByRole('button', { name: 'Break it into steps' }));

    expect(await screen.findByRole('dialog')).toBeInTheDocument();
    expect(screen.queryByRole('list', { name: /Steps/ })).not.toBeInTheDocument();
  });
});

/** A server with a language service, and a person who agreed to it or not. */
function offering(granted: boolean) {
  let count = 0;
  server.use(
    http.get('*/v1/status', () => HttpResponse.json({ wording_enabled: true, mail_enabled: true })),
    http.get('*/v1/users/me/consents', () => {
      count += 1;
      return HttpResponse.json({ items: [{ purpose: 'task_wording', granted }] });
    }),
    http.post('*/v1/adhd/task-breakdown', () => answering(['Stand up.'])),
  );
  return { ...renderApp('/tools/tasks'), answered: () => count };
}

describe('a kept task', () => {
  it('is ticked at once, and unticked again when that could not be kept', async () => {
    tasks = [kept()];
    server.use(http.put('*/v1/adhd/tasks/t1/steps/s2', () => problem(503, 'unavailable', 'Not now')));
    const { user } = renderApp('/tools/tasks');
    const box = await screen.findByRole('checkbox', { name: 'Open one envelope.' });
    await user.click(box);

    expect(await screen.findByText(/server/i, { selector: 'span' })).toBeInTheDocument();
    expect(box).not.toBeChecked();
  });

  it('is put into another order', async () => {
    tasks = [kept()];
    const sent: { steps: { id: string; done: boolean }[] }[] = [];
    server.use(
      http.put('*/v1/adhd/tasks/t1', async ({ request }) => {
        sent.push((await request.json()) as (typeof sent)[number]);
        return HttpResponse.json({
          task: kept({ steps: kept().steps.toReversed() }),
          crisis_alert: false,
          crisis: null,
        });
      }),
    );
    const { user } = renderApp('/tools/tasks');
    await user.click(await screen.findByRole('button', { name: 'Change the order' }));
    await user.click(screen.getByRole('button', { name: 'Move up: Open one envelope.' }));

    expect(await screen.findByRole('button', { name: 'Move down: Open one envelope.' })).toBeEnabled();
    expect(sent[0]?.steps.map(({ id, done }) => [id, done])).toEqual([
      ['s2', false],
      ['s1', true],
    ]);
  });

  it('is taken away and brought back', async () => {
    tasks = [kept()];
    server.use(
      http.delete('*/v1/adhd/tasks/t1', () => {
        tasks = [];
        return new HttpResponse(null, { status: 204 });
      }),
      http.post('*/v1/adhd/tasks/t1/restore', () => {
        tasks = [kept()];
        return HttpResponse.json(kept());
      }),
    );
    const { user } = renderApp('/tools/tasks');
    await user.click(await screen.findByRole('button', { name: 'Take away: Post' }));
    await screen.findByText(/Nothing here yet/);
    await user.click(screen.getByRole('button', { name: 'Bring it back' }));

    expect(await screen.findByRole('heading', { name: 'Post' })).toBeInTheDocument();
  });
});
