import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import {
  changed,
  checkIn,
  checkInId,
  companionHandlers,
  created,
  recommendation,
  takeCheckIns,
} from '../../../../tests/companion';
import { mira, preferences, problem, server } from '../../../../tests/server';
import { allKept, forgetPerson, keep } from '@/lib/deviceStore/deviceStore';
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
    expect(await screen.findByRole('heading', { name: 'And how much energy do you have?' })).toHaveFocus();
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
    expect(await screen.findByRole('heading', { name: 'How are you feeling?' })).toHaveFocus();

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

describe('adding more', () => {
  async function openMore() {
    takeCheckIns(() => HttpResponse.json(created(), { status: 201 }));
    const app = renderApp('/check-in');
    await screen.findByRole('heading', { name: 'How are you feeling?' });
    await app.user.keyboard('2');
    await screen.findByRole('heading', { name: 'And how much energy do you have?' });
    await app.user.keyboard('2');
    await app.user.click(await screen.findByRole('button', { name: 'Add more' }));
    await screen.findByRole('heading', { name: 'Tell me more, if you like' });
    return app;
  }

  it('sends what was said, and nothing that was not', async () => {
    let changes: unknown;
    server.use(
      http.patch(`*/v1/checkins/${checkInId}`, async ({ request }) => {
        changes = await request.json();
        return HttpResponse.json(changed());
      }),
    );
    const { user, container } = await openMore();

    await user.click(screen.getByRole('button', { name: 'Sad' }));
    await user.type(screen.getByLabelText('A word of your own'), 'wistful{Enter}');
    await user.click(screen.getByRole('button', { name: 'Body' }));
    await user.click(screen.getByRole('button', { name: 'Shoulders, not set' }));
    const tension = screen.getByRole('group', { name: 'Tension: Shoulders' });
    await user.click(within(tension).getByRole('button', { name: '7 of 10' }));
    await user.click(screen.getByRole('button', { name: 'Things of your own' }));
    await user.type(screen.getByLabelText('Name'), 'Coffee{Enter}');
    await user.click(screen.getByRole('button', { name: '2 of 5' }));
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await screen.findByRole('heading', { name: 'Thank you for checking in.' });
    expect(changes).toEqual({
      emotion_tags: ['sad', 'wistful'],
      body_scan: { shoulders: 7 },
      custom_ratings: [{ name: 'Coffee', rating: 2 }],
    });
  });

  it('shows help at once when the words call for it', async () => {
    server.use(
      http.patch(`*/v1/checkins/${checkInId}`, () =>
        HttpResponse.json(
          changed({
            crisis_alert: true,
            crisis: { level: 'critical', response: 'show_resources', event_id: 'event-1' },
          }),
        ),
      ),
      http.post('*/v1/crisis/events/event-1/shown', () => HttpResponse.json({})),
    );
    const { user } = await openMore();
    await user.click(screen.getByRole('button', { name: 'In your words' }));
    await user.type(screen.getByLabelText('Journal'), 'I cannot go on.');
    await user.click(screen.getByRole('button', { name: 'Save' }));

    const sheet = await screen.findByRole('dialog', { name: 'Help, right now' });
    expect(within(sheet).getAllByRole('link')[0]?.getAttribute('href')).toMatch(/^tel:/);
  });

  it('shows help also when the words could not be kept', async () => {
    server.use(
      http.patch(`*/v1/checkins/${checkInId}`, () =>
        problem(503, 'check-in-not-kept', 'Your check-in could not be kept just now.', {
          crisis_alert: true,
        }),
      ),
    );
    const { user } = await openMore();
    await user.click(screen.getByRole('button', { name: 'In your words' }));
    await user.type(screen.getByLabelText('Journal'), 'I cannot go on.');
    await user.click(screen.getByRole('button', { name: 'Save' }));

    expect(await screen.findByRole('dialog', { name: 'Help, right now' })).toBeInTheDocument();
  });

  it('says so when the words could not be sent, with the way to help', async () => {
    server.use(http.patch(`*/v1/checkins/${checkInId}`, () => HttpResponse.error()));
    const { user } = await openMore();
    await user.click(screen.getByRole('button', { name: 'In your words' }));
    await user.type(screen.getByLabelText('Journal'), 'Rain.');
    await user.click(screen.getByRole('button', { name: 'Save' }));

    expect(await screen.findByText(/What you added could not be sent just now/)).toBeInTheDocument();
    expect(screen.getByText(/help is one press away/)).toBeInTheDocument();
    expect(await allKept(mira.user.id, 'waiting-check-in')).toHaveLength(1);
  });

  it('finds the draft of a journal again', async () => {
    await keep(mira.user.id, 'draft', 'journal', 'What I began to write');
    await openMore();

    expect(await screen.findByDisplayValue('What I began to write')).toBeInTheDocument();
  });

  it('asks about senses and focus only where the person’s settings speak of them', async () => {
    server.use(
      http.get('*/v1/users/me/profile', () =>
        HttpResponse.json({ has_adhd: true, has_autism_spectrum: false }),
      ),
    );
    const { user } = await openMore();

    await user.click(await screen.findByRole('button', { name: 'Senses and focus' }));

    expect(screen.getByRole('group', { name: 'Getting things started' })).toBeInTheDocument();
    expect(screen.queryByRole('group', { name: 'Masking' })).not.toBeInTheDocument();
  });

  it('leads from two questions to a few words where naming feelings is hard', async () => {
    server.use(
      http.get('*/v1/users/me/preferences', () =>
        HttpResponse.json({ ...preferences, emotion_scaffolding_level: 3 }),
      ),
    );
    const { user } = await openMore();

    await user.click(await screen.findByRole('button', { name: 'Unpleasant' }));
    await user.click(screen.getByRole('button', { name: 'Little' }));

    expect(screen.getByRole('button', { name: /^Sad/ })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Joyful/ })).not.toBeInTheDocument();
  });
});
