import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { changed, checkInId, companionHandlers, created, takeCheckIns } from '../../../../tests/companion';
import { mira, preferences, problem, server } from '../../../../tests/server';
import { allKept, forgetPerson, keep, kept } from '@/lib/deviceStore/deviceStore';
import { useWaiting } from '../model/waiting';

beforeEach(async () => {
  server.use(...companionHandlers());
  await forgetPerson(mira.user.id);
  useWaiting.setState({ count: 0 });
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

  function takeChanges() {
    const sent: unknown[] = [];
    server.use(
      http.patch(`*/v1/checkins/${checkInId}`, async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(changed());
      }),
    );
    return sent;
  }

  it('goes on with the hours of sleep where a keyboard asked for them', async () => {
    const { user } = await openMore();
    await user.click(screen.getByRole('button', { name: 'Sleep' }));
    screen.getByRole('button', { name: 'Note how long you slept' }).focus();

    await user.keyboard('{Enter}');

    expect(screen.getByRole('textbox', { name: 'Hours slept last night' })).toHaveFocus();
  });

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

  it('shows words of another time before they go out, and where they come from', async () => {
    const sent = takeChanges();
    await keep(mira.user.id, 'draft', 'journal', 'What I began to write');
    const { user, container } = await openMore();

    expect(await screen.findByDisplayValue('What I began to write')).toBeVisible();
    expect(screen.getByText(/You wrote this earlier and did not save it/)).toBeVisible();
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await waitFor(() => expect(sent).toEqual([{ journal_text: 'What I began to write' }]));
  });

  it('leaves words of another time where they are when they are out of view', async () => {
    const sent = takeChanges();
    await keep(mira.user.id, 'draft', 'journal', 'What I began to write');
    const { user } = await openMore();
    await screen.findByDisplayValue('What I began to write');

    await user.click(screen.getByRole('button', { name: /^In your words/ }));
    await user.click(screen.getByRole('button', { name: 'Sad' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await waitFor(() => expect(sent).toEqual([{ emotion_tags: ['sad'] }]));
    expect(await kept(mira.user.id, 'draft', 'journal')).toBe('What I began to write');
  });

  it('removes words of another time, and brings them back', async () => {
    await keep(mira.user.id, 'draft', 'journal', 'What I began to write');
    const { user } = await openMore();

    await user.click(await screen.findByRole('button', { name: 'Remove what I wrote' }));
    expect(screen.getByLabelText('Journal')).toHaveValue('');
    await user.click(await screen.findByRole('button', { name: 'Bring it back' }));

    expect(screen.getByLabelText('Journal')).toHaveValue('What I began to write');
  });

  it('is filled in with what was said when it is opened again, and sends only what is new', async () => {
    const sent = takeChanges();
    const { user } = await openMore();
    await user.click(screen.getByRole('button', { name: 'Sad' }));
    await user.click(screen.getByRole('button', { name: 'In your words' }));
    await user.type(screen.getByLabelText('Journal'), 'Rain.');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await user.click(await screen.findByRole('button', { name: 'Add more' }));

    expect(screen.getByRole('button', { name: 'Sad' })).toHaveAttribute('aria-pressed', 'true');
    expect(screen.getByLabelText('Journal')).toHaveValue('Rain.');
    expect(screen.getByLabelText('Journal')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Angry' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]).toEqual({ emotion_tags: ['sad', 'angry'] });
  });

  it('sends all that was added once it can, with nothing older left to follow', async () => {
    server.use(http.patch(`*/v1/checkins/${checkInId}`, () => HttpResponse.error()));
    const { user } = await openMore();
    await user.click(screen.getByRole('button', { name: 'Sad' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText(/What you added could not be sent just now/);
    const sent = takeChanges();

    await user.click(screen.getByRole('button', { name: 'Add more' }));
    await user.click(screen.getByRole('button', { name: 'In your words' }));
    await user.type(screen.getByLabelText('Journal'), 'Rain.');
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await waitFor(() => expect(sent).toEqual([{ emotion_tags: ['sad'], journal_text: 'Rain.' }]));
    await waitFor(async () => expect(await allKept(mira.user.id, 'waiting-check-in')).toEqual([]));
  });

  it('names what is deleted once something was added, and says one thing at a time', async () => {
    takeChanges();
    server.use(http.delete(`*/v1/checkins/${checkInId}`, () => new HttpResponse(null, { status: 204 })));
    const { user } = await openMore();
    await user.click(screen.getByRole('button', { name: 'Sad' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('Saved.');
    expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Delete this check-in' }));

    expect(await screen.findByText('Check-in removed.')).toBeInTheDocument();
    expect(screen.queryByText('Saved.')).not.toBeInTheDocument();
  });

  it('keeps nothing of a thing that was not rated, and says so', async () => {
    const sent = takeChanges();
    const { user } = await openMore();
    await user.click(screen.getByRole('button', { name: 'Things of your own' }));
    await user.type(screen.getByLabelText('Name'), 'Coffee{Enter}');
    expect(screen.getByText('Choose a number to keep it.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { pressed: true, name: /of 5/ })).not.toBeInTheDocument();
    await user.type(screen.getByLabelText('Name'), 'Light{Enter}');
    const light = screen.getByRole('group', { name: 'Light: how much?' });
    await user.click(within(light).getByRole('button', { name: '5 of 5, a lot' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await waitFor(() => expect(sent).toEqual([{ custom_ratings: [{ name: 'Light', rating: 5 }] }]));
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
    expect(screen.getByText(/Only a word that you choose is kept/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Little' }));

    expect(screen.getByRole('button', { name: /^Sad/ })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Joyful/ })).not.toBeInTheDocument();
  });
});
