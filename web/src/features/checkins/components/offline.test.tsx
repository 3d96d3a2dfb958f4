import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { allKept, forgetPerson } from '@/lib/deviceStore/deviceStore';
import { renderApp } from '../../../../tests/renderApp';
import { companionHandlers, created, takeCheckIns } from '../../../../tests/companion';
import { mira, server } from '../../../../tests/server';
import { sendWaiting, useWaiting } from '../model/waiting';

beforeEach(async () => {
  server.use(...companionHandlers());
  await forgetPerson(mira.user.id);
  useWaiting.setState({ count: 0 });
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
