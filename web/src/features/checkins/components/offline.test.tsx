import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { allKept, forgetPerson, keep } from '@/lib/deviceStore/deviceStore';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { companionHandlers, created, takeCheckIns } from '../../../../tests/companion';
import { mira, problem, server } from '../../../../tests/server';
import { sendWaiting, useWaiting } from '../model/waiting';

beforeEach(async () => {
  server.use(...companionHandlers());
  await forgetPerson(mira.user.id);
  useWaiting.setState({ count: 0, notSent: [] });
});

describe('without a connection', () => {
  it('is kept on the device, says so, and is sent once later with its own id', async () => {
    const failed = takeCheckIns(() => HttpResponse.error());
    const { user } = renderApp('/check-in');
    await screen.findByRole('heading', { name: 'How are you feeling?' });
    await user.keyboard('3');
    await screen.findByRole('heading', { name: 'And how much energy do you have?' });
    await user.keyboard('4');

    expect(
      await screen.findByRole('heading', { name: 'Thank you. It is kept on this device.' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Need help now' })).toBeInTheDocument();
    const id = failed[0]?.client_id;
    const sent = takeCheckIns(() => HttpResponse.json(created(), { status: 201 }));
    await sendWaiting(mira.user.id);
    await sendWaiting(mira.user.id);

    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ client_id: id, mood_score: 3, energy_level: 4 });
    expect(sent[0]?.occurred_at).toEqual(expect.any(String));
  });

  it('holds what is added as well', async () => {
    takeCheckIns(() => HttpResponse.error());
    const { user } = renderApp('/check-in');
    await screen.findByRole('heading', { name: 'How are you feeling?' });
    await user.keyboard('3');
    await screen.findByRole('heading', { name: 'And how much energy do you have?' });
    await user.keyboard('4');
    await user.click(await screen.findByRole('button', { name: 'Add more' }));
    await user.click(await screen.findByRole('button', { name: 'Angry' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByRole('heading', { name: 'Thank you. It is kept on this device.' });

    const sent = takeCheckIns(() => HttpResponse.json(created(), { status: 201 }));
    await sendWaiting(mira.user.id);

    expect(sent[0]).toMatchObject({ mood_score: 3, emotion_tags: ['angry'] });
  });

  it('is asked about before signing out would lose it', async () => {
    takeCheckIns(() => HttpResponse.error());
    let signedOut = false;
    server.use(
      http.post('*/v1/auth/logout', () => {
        signedOut = true;
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user } = renderApp('/check-in');
    await screen.findByRole('heading', { name: 'How are you feeling?' });
    await user.keyboard('3');
    await screen.findByRole('heading', { name: 'And how much energy do you have?' });
    await user.keyboard('4');
    await screen.findByRole('heading', { name: 'Thank you. It is kept on this device.' });

    await user.click(screen.getByRole('button', { name: 'Account and appearance' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
    await user.click(await screen.findByRole('button', { name: 'Stay signed in' }));

    expect(signedOut).toBe(false);
    expect(await allKept(mira.user.id, 'waiting-check-in')).toHaveLength(1);
  });
});

describe('what the server would not take', () => {
  const old = {
    id: 'c1',
    isNew: true,
    body: {
      mood_score: 3,
      energy_level: 4,
      journal_text: 'By the sea.',
      client_id: 'c1',
      occurred_at: '2026-01-02T10:00:00Z',
    },
  };

  beforeEach(async () => {
    takeCheckIns(() =>
      problem(400, 'validation', 'Something is not right.', {
        errors: { occurred_at: ['Give a moment of the last 7 days.'] },
      }),
    );
    await keep(mira.user.id, 'waiting-check-in', 'c1', old);
  });

  it('is said, with what to do, and is not sent over and over', async () => {
    const { user, container } = renderApp('/today');

    expect(await screen.findByRole('heading', { name: 'Could not be sent' })).toBeInTheDocument();
    expect(screen.getByText(/more than 7 days old/)).toBeInTheDocument();
    expect(screen.getByText(/By the sea\./)).not.toBeVisible();
    await user.click(screen.getByText('What it says: open to read'));
    expect(screen.getByText(/By the sea\./)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Keep as text' })).toBeInTheDocument();
    expect(screen.queryByText(/goes out when the connection is back/)).not.toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
    const again = takeCheckIns(() => HttpResponse.json(created(), { status: 201 }));
    await sendWaiting(mira.user.id);
    expect(again).toEqual([]);
  });

  it('goes in with today’s date when its person says so', async () => {
    const { user } = renderApp('/today');
    await screen.findByRole('heading', { name: 'Could not be sent' });
    const sent = takeCheckIns(() => HttpResponse.json(created(), { status: 201 }));

    await user.click(screen.getByRole('button', { name: 'Send with today’s date' }));

    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toEqual({ mood_score: 3, energy_level: 4, journal_text: 'By the sea.', client_id: 'c1' });
    await waitFor(() => expect(screen.queryByText('Could not be sent')).not.toBeInTheDocument());
    expect(await allKept(mira.user.id, 'waiting-check-in')).toEqual([]);
  });

  it('is deleted, and can be had back', async () => {
    const { user } = renderApp('/today');
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    await waitFor(async () => expect(await allKept(mira.user.id, 'waiting-check-in')).toEqual([]));
    await user.click(await screen.findByRole('button', { name: 'Bring it back' }));

    expect(await screen.findByRole('heading', { name: 'Could not be sent' })).toBeInTheDocument();
  });
});
