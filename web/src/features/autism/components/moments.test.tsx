import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { allKept, forgetPerson } from '@/lib/deviceStore/deviceStore';
import { companionHandlers } from '../../../../tests/companion';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { mira, server } from '../../../../tests/server';
import { sendLogs, useWaitingLogs } from '../model/waitingLogs';
import { maskingEntry, sensoryEntry, sensoryHandler, summary, warning } from '../testing/samples';

beforeEach(async () => {
  server.use(...companionHandlers(), sensoryHandler([]));
  await forgetPerson(mira.user.id);
  useWaitingLogs.setState({ entries: [] });
});

/** What the server was sent. */
function takeLogs(answer: () => Response) {
  const sent: Record<string, unknown>[] = [];
  server.use(
    http.post('*/v1/asd/sensory-load', async ({ request }) => {
      sent.push((await request.json()) as Record<string, unknown>);
      return answer();
    }),
  );
  return sent;
}

const logged = () =>
  HttpResponse.json(
    { entry: sensoryEntry(), warning: null, crisis_alert: false, crisis: null },
    { status: 201 },
  );

describe('sensory load', () => {
  it('is logged with one tap, says so, and can be undone', async () => {
    const sent = takeLogs(logged);
    let removed = 0;
    server.use(
      http.delete('*/v1/asd/sensory-load/:id', () => {
        removed += 1;
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user, container } = renderApp('/tools/sensory');
    await screen.findByText('No entries yet. The first one is one tap, above.');
    expect(await accessibilityFaults(container)).toEqual([]);

    await user.click(screen.getByRole('button', { name: '6 of 10' }));
    expect(await screen.findByText('Logged: 6 of 10.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Undo' }));

    expect(await screen.findByText('Removed.')).toBeInTheDocument();
    expect(sent).toEqual([{ load: 6, client_id: expect.any(String) as string }]);
    expect(removed).toBe(1);
    expect(screen.getByRole('button', { name: 'Need help now' })).toBeInTheDocument();
  });

  it('is logged by a key too, but not while something is typed', async () => {
    const sent = takeLogs(logged);
    const { user } = renderApp('/tools/sensory');
    await screen.findByRole('heading', { name: 'Sensory load' });
    await user.click(screen.getByRole('button', { name: 'Add detail' }));
    await user.type(screen.getByRole('textbox', { name: 'Note' }), '7 people');
    expect(sent).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'Without detail' }));
    await user.keyboard('0');

    await screen.findByText('Logged: 10 of 10.');
    expect(sent).toMatchObject([{ load: 10 }]);
  });

  it('takes detail before it is saved', async () => {
    const sent = takeLogs(logged);
    const { user, container } = renderApp('/tools/sensory');
    await screen.findByRole('heading', { name: 'Sensory load' });
    await user.click(screen.getByRole('button', { name: 'Add detail' }));
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: '8 of 10' }));
    await user.click(screen.getByRole('button', { name: 'Work' }));
    await user.type(screen.getByRole('textbox', { name: 'Note' }), 'The tannoy');
    expect(sent).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'Save' }));

    await screen.findByText('Logged: 8 of 10.');
    expect(sent).toMatchObject([{ load: 8, place: 'work', note: 'The tannoy' }]);
  });

  it('without a connection is kept here and sent once later, with its time', async () => {
    const failed = takeLogs(() => HttpResponse.error());
    const { user } = renderApp('/tools/sensory');
    await screen.findByRole('heading', { name: 'Sensory load' });
    await user.click(screen.getByRole('button', { name: '5 of 10' }));
    expect(await screen.findByText(/There is no connection/)).toBeInTheDocument();
    expect(await allKept(mira.user.id, 'waiting-log')).toHaveLength(1);

    const sent = takeLogs(logged);
    await sendLogs(mira.user.id);
    await sendLogs(mira.user.id);

    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ load: 5, client_id: failed[0]?.client_id });
    expect(sent[0]?.occurred_at).toEqual(expect.any(String));
    expect(await allKept(mira.user.id, 'waiting-log')).toHaveLength(0);
  });

  it('shows help where a note calls for it', async () => {
    takeLogs(() =>
      HttpResponse.json(
        {
          entry: sensoryEntry(),
          warning: null,
          crisis_alert: true,
          crisis: { level: 'critical', response: 'show_resources', event_id: null },
        },
        { status: 201 },
      ),
    );
    const { user } = renderApp('/tools/sensory');
    await screen.findByRole('heading', { name: 'Sensory load' });
    await user.click(screen.getByRole('button', { name: '5 of 10' }));

    expect(await screen.findByRole('dialog')).toBeInTheDocument();
  });

  it('warns in plain words, with something to do', async () => {
    server.use(
      sensoryHandler(
        [sensoryEntry({ place: 'work', source: 'checkin' })],
        warning({
          level: 'high',
          why: 'Before 6 of 9 times of overload it was 6.5 or higher.',
          what_helped: [{ id: 'hum', name: 'Hum', times: 3, mean_rating: 4.5 }],
        }),
      ),
    );
    const { container } = renderApp('/tools/sensory');

    expect(await screen.findByText('Your load is as high as before earlier overload.')).toBeInTheDocument();
    expect(screen.getByText('Before 6 of 9 times of overload it was 6.5 or higher.')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Hum' })).toHaveAttribute('href', '/library/hum');
    expect(screen.getByRole('link', { name: 'Quiet actions for the senses' })).toHaveAttribute(
      'href',
      '/library?kind=Sensory',
    );
    expect(screen.queryByRole('button', { name: /Remove the entry/ })).toBeNull();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('says when the warning is switched off, and where to switch it on', async () => {
    renderApp('/tools/sensory');

    const section = (await screen.findByRole('heading', { name: 'Early warning' })).parentElement;
    expect(section).not.toBeNull();
    expect(
      within(section as HTMLElement).getByRole('link', { name: 'Settings for support' }),
    ).toHaveAttribute('href', '/settings/support');
  });

  it('can be asked for again when the history did not come', async () => {
    server.use(http.get('*/v1/asd/sensory-load', () => new HttpResponse(null, { status: 500 })));
    const { user } = renderApp('/tools/sensory');
    await screen.findByRole('alert');
    server.use(sensoryHandler([sensoryEntry()]));
    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await screen.findByRole('heading', { name: 'Entries' })).toBeInTheDocument();
  });
});

describe('masking', () => {
  it('shows means with their intervals, and says where there is too little', async () => {
    server.use(
      http.get('*/v1/asd/masking', () => HttpResponse.json({ items: [maskingEntry()], next_cursor: null })),
      http.get('*/v1/asd/masking/summary', () => HttpResponse.json(summary)),
    );
    const { container } = renderApp('/tools/masking');

    expect(await screen.findByText('7.1 of 10, 95 % interval 6.2 to 8.0')).toBeInTheDocument();
    expect(screen.getByText('Not enough data yet: 2 days; it takes 5.')).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('brings a deleted entry back', async () => {
    const steps: string[] = [];
    server.use(
      http.get('*/v1/asd/masking', () => HttpResponse.json({ items: [maskingEntry()], next_cursor: null })),
      http.get('*/v1/asd/masking/summary', () => HttpResponse.json(summary)),
      http.delete('*/v1/asd/masking/:id', () => {
        steps.push('removed');
        return new HttpResponse(null, { status: 204 });
      }),
      http.post('*/v1/asd/masking/:id/restore', () => {
        steps.push('restored');
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user } = renderApp('/tools/masking');
    await user.click(await screen.findByRole('button', { name: /Remove the entry/ }));
    await user.click(await screen.findByRole('button', { name: 'Bring it back' }));

    await expect.poll(() => steps).toEqual(['removed', 'restored']);
  });
});
