import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { forgetPerson } from '@/lib/deviceStore/deviceStore';
import { companionHandlers } from '../../../../tests/companion';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { mira, server } from '../../../../tests/server';
import { sendLogs, useWaitingLogs } from '../model/waitingLogs';
import { dayEntry, item, routineHandlers } from '../testing/samples';

const walk = item('Walk', '09:00');
const lunch = item('Lunch', '12:00', { minutes: 30 });

beforeEach(async () => {
  server.use(...companionHandlers(), ...routineHandlers([walk, lunch], [dayEntry(walk), dayEntry(lunch)]));
  await forgetPerson(mira.user.id);
  useWaitingLogs.setState({ entries: [] });
});

describe('the day', () => {
  it('is in order, with what will be different, and can be read by anybody', async () => {
    server.use(
      ...routineHandlers(
        [walk, lunch],
        [
          dayEntry(walk, {
            state: 'cancelled',
            change: {
              id: 'c1',
              date: '2026-03-04',
              kind: 'cancelled',
              item_id: walk.id,
              what: null,
              new_time: null,
            },
          }),
          dayEntry(lunch, { state: 'done', marked_at: '2026-03-04T12:10:00Z' }),
        ],
      ),
    );
    const { container } = renderApp('/tools/routine');

    expect(await screen.findByText('Will not happen')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Undo: Lunch' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Done: Walk' })).toBeNull();
    expect(screen.getByText(/^Now, /)).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('takes a tick and a skip', async () => {
    const marks: string[] = [];
    server.use(
      http.post('*/v1/asd/routine/items/:id/:state', async ({ request, params }) => {
        marks.push(`${String(params.state)} ${JSON.stringify(await request.json())}`);
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user } = renderApp('/tools/routine');
    await user.click(await screen.findByRole('button', { name: 'Done: Walk' }));
    await user.click(screen.getByRole('button', { name: 'Skip: Lunch' }));

    await expect.poll(() => marks).toEqual(['done {"date":"2026-03-04"}', 'skipped {"date":"2026-03-04"}']);
  });

  it('takes a tick without a connection, shows it, and sends it once later', async () => {
    server.use(http.post('*/v1/asd/routine/items/:id/done', () => HttpResponse.error()));
    const { user } = renderApp('/tools/routine');
    await user.click(await screen.findByRole('button', { name: 'Done: Walk' }));
    expect(await screen.findByRole('button', { name: 'Undo: Walk' })).toBeInTheDocument();

    let sent = 0;
    server.use(
      http.post('*/v1/asd/routine/items/:id/done', () => {
        sent += 1;
        return new HttpResponse(null, { status: 204 });
      }),
    );
    await sendLogs(mira.user.id);
    await sendLogs(mira.user.id);

    expect(sent).toBe(1);
  });

  it('of nobody says what to do first', async () => {
    server.use(...routineHandlers([], []));
    renderApp('/tools/routine');

    expect(await screen.findByText(/No routine yet/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Write my routine' })).toHaveAttribute(
      'href',
      '/tools/routine/edit',
    );
  });

  it('can be told beforehand what will be different', async () => {
    let body: unknown = null;
    server.use(
      http.post('*/v1/asd/routine/changes', async ({ request }) => {
        body = await request.json();
        return HttpResponse.json(
          {
            change: {
              id: 'c1',
              date: '2026-03-05',
              kind: 'moved',
              item_id: walk.id,
              what: null,
              new_time: '10:00',
            },
            told_at: '2026-03-04T17:00:00Z',
            crisis_alert: false,
            crisis: null,
          },
          { status: 201 },
        );
      }),
    );
    const { user } = renderApp('/tools/routine');
    await screen.findByRole('button', { name: 'Done: Walk' });
    await user.click(screen.getByRole('button', { name: 'Something will be different' }));
    const sheet = await screen.findByRole('dialog', { name: 'Something will be different' });
    expect(await accessibilityFaults(sheet)).toEqual([]);
    await within(sheet).findByRole('option', { name: /Walk/ });
    await user.selectOptions(within(sheet).getByRole('combobox', { name: 'What it is about' }), walk.id);
    await user.selectOptions(within(sheet).getByRole('combobox', { name: 'What will happen' }), 'moved');
    await user.click(within(sheet).getByRole('button', { name: 'Announce it' }));

    expect(await screen.findByText(/Announced\. You are told of it on/)).toBeInTheDocument();
    expect(body).toMatchObject({ date: '2026-03-05', kind: 'moved', item_id: walk.id, new_time: '10:00' });
  });
});

describe('editing', () => {
  /** What was saved last. */
  function takeRoutine() {
    const saved: { items: { name: string; at: string }[] }[] = [];
    server.use(
      http.put('*/v1/asd/routine', async ({ request }) => {
        const body = (await request.json()) as { items: { name: string; at: string }[] };
        saved.push(body);
        return HttpResponse.json({
          items: body.items,
          alerts_on: true,
          time_zone: 'UTC',
          crisis_alert: false,
          crisis: null,
        });
      }),
    );
    return saved;
  }

  it('moves a thing by a button: the times stay, the things change places', async () => {
    const saved = takeRoutine();
    const { user, container } = renderApp('/tools/routine/edit');
    await user.click(await screen.findByRole('button', { name: 'Move Lunch earlier' }));

    await expect
      .poll(() => saved[0]?.items.map(({ name, at }) => `${at} ${name}`))
      .toEqual(['09:00 Lunch', '12:00 Walk']);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('adds a thing at its time, and asks for what is missing', async () => {
    const saved = takeRoutine();
    const { user } = renderApp('/tools/routine/edit');
    await user.click(await screen.findByRole('button', { name: 'Add something' }));
    const sheet = await screen.findByRole('dialog', { name: 'New part of the routine' });
    await user.click(within(sheet).getByRole('button', { name: 'Save' }));
    expect(await within(sheet).findByText('Say what it is.')).toBeInTheDocument();
    expect(await accessibilityFaults(sheet)).toEqual([]);

    await user.type(within(sheet).getByRole('textbox', { name: 'What you do' }), 'Tea');
    await user.click(within(sheet).getByRole('button', { name: 'Sunday' }));
    await user.click(within(sheet).getByRole('button', { name: 'Save' }));

    await expect
      .poll(() => saved[0]?.items.at(-1))
      .toMatchObject({ name: 'Tea', at: '13:00', weekdays: [1, 2, 3, 4, 5, 6] });
  });

  it('removes a thing and brings it back', async () => {
    const saved = takeRoutine();
    const { user } = renderApp('/tools/routine/edit');
    await user.click(await screen.findByRole('button', { name: 'Remove Walk' }));
    await user.click(await screen.findByRole('button', { name: 'Bring it back' }));

    await expect.poll(() => saved.map(({ items }) => items.length)).toEqual([1, 2]);
  });
});
