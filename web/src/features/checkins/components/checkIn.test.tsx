import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import {
  checkIn,
  checkInId,
  companionHandlers,
  created,
  recommendation,
  takeCheckIns,
} from '../../../../tests/companion';
import { mira, preferences, server } from '../../../../tests/server';
import { allKept, forgetPerson } from '@/lib/deviceStore/deviceStore';
import { useWaiting } from '../model/waiting';

beforeEach(async () => {
  server.use(...companionHandlers());
  await forgetPerson(mira.user.id);
  useWaiting.setState({ count: 0 });
});

describe('a check-in', () => {
  it('takes two taps, and answers with what may help', async () => {
    const sent = takeCheckIns(() =>
      HttpResponse.json(created({ recommendations: [recommendation] }), { status: 201 }),
    );
    const { user, container } = renderApp('/check-in');

    await user.click(await screen.findByRole('button', { name: '4 of 10' }));
    await waitFor(() =>
      expect(screen.getByRole('heading', { name: 'And how much energy do you have?' })).toHaveFocus(),
    );
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: '10 of 10, full' }));

    expect(await screen.findByRole('heading', { name: 'Thank you for checking in.' })).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Long exhale' })).toBeInTheDocument();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ mood_score: 4, energy_level: 10 });
    expect(await allKept(mira.user.id, 'waiting-check-in')).toEqual([]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('needs no more than two keys', async () => {
    const sent = takeCheckIns(() => HttpResponse.json(created(), { status: 201 }));
    const { user } = renderApp('/check-in');
    await waitFor(() => expect(screen.getByRole('heading', { name: 'How are you feeling?' })).toHaveFocus());

    await user.keyboard('0');
    await screen.findByRole('heading', { name: 'And how much energy do you have?' });
    await user.keyboard('3');

    await screen.findByRole('heading', { name: 'Thank you for checking in.' });
    expect(sent[0]).toMatchObject({ mood_score: 10, energy_level: 3 });
  });

  it('leaves keys with a modifier to the browser', async () => {
    renderApp('/check-in');
    const heading = await screen.findByRole('heading', { name: 'How are you feeling?' });

    fireEvent.keyDown(heading, { key: '1', ctrlKey: true });

    expect(screen.getByRole('heading', { name: 'How are you feeling?' })).toBeInTheDocument();
  });

  it('can be taken back, and brought back', async () => {
    takeCheckIns(() => HttpResponse.json(created(), { status: 201 }));
    const done: string[] = [];
    server.use(
      http.delete(`*/v1/checkins/${checkInId}`, () => {
        done.push('deleted');
        return new HttpResponse(null, { status: 204 });
      }),
      http.post(`*/v1/checkins/${checkInId}/restore`, () => {
        done.push('restored');
        return HttpResponse.json(checkIn());
      }),
    );
    const { user } = renderApp('/check-in');
    await screen.findByRole('heading', { name: 'How are you feeling?' });
    await user.keyboard('5');
    await user.keyboard('5');

    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await user.click(await screen.findByRole('button', { name: 'Bring it back' }));

    await waitFor(() => expect(done).toEqual(['deleted', 'restored']));
  });

  it('puts what the server calls steadying first in a hard moment, beside the plan and people', async () => {
    const steadying = { ...recommendation, id: 'drop-anchor', name: 'Drop an anchor' };
    takeCheckIns(() =>
      HttpResponse.json(created({ is_hard_moment: true, recommendations: [steadying, recommendation] }), {
        status: 201,
      }),
    );
    const { user, container } = renderApp('/check-in');
    await screen.findByRole('heading', { name: 'How are you feeling?' });
    await user.keyboard('1');
    await screen.findByRole('heading', { name: 'And how much energy do you have?' });
    await user.keyboard('2');

    const steady = await screen.findByRole('region', { name: 'First, something to hold on to' });
    const anchor = within(steady).getByRole('heading', { name: 'Drop an anchor' });
    expect(screen.getByRole('link', { name: 'My safety plan' })).toHaveAttribute('href', '/plan');
    const other = screen.getByRole('heading', { name: 'Long exhale' });
    expect(anchor.compareDocumentPosition(other)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(steady).not.toContainElement(other);
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Talk to someone' }));
    expect(await screen.findByRole('dialog', { name: 'Help, right now' })).toBeInTheDocument();
  });

  it('speaks in the chosen style', async () => {
    server.use(
      http.get('*/v1/users/me/preferences', () =>
        HttpResponse.json({ ...preferences, communication_style: 'direct' }),
      ),
    );
    renderApp('/check-in');

    expect(await screen.findByRole('heading', { name: 'Mood, 1 to 10?' })).toBeInTheDocument();
  });
});
