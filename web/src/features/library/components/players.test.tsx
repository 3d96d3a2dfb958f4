import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { useAppearance } from '@/lib/appearance/appearance';
import { companionHandlers } from '../../../../tests/companion';
import { sleep } from '../../../../tests/clock';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { preferences, problem, server } from '../../../../tests/server';
import type { Intervention } from '../model/intervention';
import { action, breathing, libraryServer, senses, thoughts, timer } from '../testing/samples';

function play(item: Intervention) {
  const { handlers, told } = libraryServer([item]);
  server.use(...handlers);
  return { ...renderApp(`/library/${item.id}/do`), told };
}

/** Everything that the browser keeps. */
function onDevice(): string {
  return [localStorage, sessionStorage]
    .flatMap((storage) =>
      Array.from({ length: storage.length }, (_, at) => storage.getItem(storage.key(at) ?? '')),
    )
    .join('\n');
}

async function skipFeedback(user: UserEvent) {
  await user.click(await screen.findByRole('button', { name: 'Skip' }));
  await user.click(await screen.findByRole('button', { name: 'Back to the library' }));
}

describe('the player', () => {
  it('leads back when what it was to lead through cannot be had', async () => {
    server.use(http.get('*/v1/interventions/:id', () => HttpResponse.error()));
    renderApp('/library/no-connection/do');

    expect(await screen.findByText('Halcyon cannot be reached.')).toBeInTheDocument();
    expect(within(screen.getByRole('main')).getByRole('link', { name: 'Library' })).toHaveAttribute(
      'href',
      '/library',
    );
  });

  it('shows what is left of the whole action as a shape, to whom time is to be visible', async () => {
    server.use(
      http.get('*/v1/users/me/preferences', () =>
        HttpResponse.json({ ...preferences, time_blindness_support: true }),
      ),
    );
    play(action());

    expect(await screen.findByRole('img', { name: /left in all/ })).toBeInTheDocument();
  });

  it('leads through steps by itself and by hand, asks how it was, and lets that be taken back', async () => {
    const { user, told, address, container } = play(action());
    expect(await screen.findByText('Step 1 of 2')).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
    sleep(1);
    expect(await screen.findByText('Step 2 of 2')).toBeInTheDocument();
    await user.keyboard('{ArrowLeft}');
    expect(await screen.findByText('Step 1 of 2')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await user.click(screen.getByRole('button', { name: 'Finish' }));

    await user.click(await screen.findByRole('radio', { name: 'It helped a bit' }));
    await user.click(screen.getByRole('button', { name: 'Calming' }));
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(told.map(({ path }) => path)).toEqual(['start loosen-up']);
    await user.click(screen.getByRole('radio', { name: 'It helped a lot' }));
    await user.type(screen.getByRole('textbox', { name: /own words/ }), 'Good.');
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await user.click(await screen.findByRole('button', { name: 'Back to the library' }));

    await waitFor(() => expect(address()).toBe('/library'));
    expect(told[1]).toMatchObject({
      path: 'complete',
      body: { effectiveness_rating: 5, feedback_tags: ['calming'], feedback_text: 'Good.' },
    });
    expect(told).toHaveLength(2);
  });

  it('pauses with the space bar and waits where somebody does not want to be moved on', async () => {
    const { user } = play(action());
    await screen.findByText('Step 1 of 2');
    await user.keyboard(' ');
    expect(await screen.findByText(/^Paused ·/)).toBeInTheDocument();
    await user.keyboard(' ');
    await user.click(screen.getByRole('switch', { name: 'Move on by itself' }));
    sleep(1);

    expect(await screen.findByText('When you are ready.')).toBeInTheDocument();
    expect(screen.getByText('Step 1 of 2')).toBeInTheDocument();
  });

  it('paces a breath in words and numbers, without holding where that is not wanted', async () => {
    useAppearance.setState({ reduceMotion: true });
    const { user, told, container } = play(breathing);
    await user.click(await screen.findByRole('button', { name: 'Next' }));
    expect(await screen.findByText('Breath 1 of 2')).toBeInTheDocument();
    expect(screen.getAllByText('In').length).toBeGreaterThan(0);
    await user.click(screen.getByRole('switch', { name: 'Without holding' }));
    expect(await accessibilityFaults(container)).toEqual([]);
    sleep(1);

    await skipFeedback(user);
    await waitFor(() => expect(told.at(-1)?.path).toBe('complete'));
    expect(told.at(-1)?.body).not.toHaveProperty('effectiveness_rating');
    useAppearance.setState({ reduceMotion: false });
  });

  it('counts down the senses by ticking or typing, and tells nobody', async () => {
    const { user, told, container } = play(senses);
    expect(await screen.findAllByRole('checkbox')).toHaveLength(2);
    await user.click(screen.getByRole('checkbox', { name: 'Thing 1' }));
    await user.type(screen.getByRole('textbox', { name: /Thing 2/ }), 'a lamp');
    expect(screen.getByRole('checkbox', { name: 'Thing 2' })).toBeChecked();
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Next' }));
    expect(screen.getAllByRole('checkbox')).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Finish' }));
    await skipFeedback(user);

    await waitFor(() => expect(told).toHaveLength(2));
    expect(JSON.stringify(told)).not.toContain('lamp');
    expect(onDevice()).not.toContain('lamp');
  });

  it('keeps a thought record on the device until it is done, and then nowhere', async () => {
    const { user, told, container } = play(thoughts);
    await user.type(await screen.findByRole('textbox', { name: 'What is the thought?' }), 'All is lost. ');
    expect(onDevice()).toContain('All is lost');
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await user.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByRole('heading', { name: 'Read it once more' })).toBeInTheDocument();
    expect(screen.getByText('All is lost.')).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Finish' }));
    await skipFeedback(user);

    await waitFor(() => expect(told).toHaveLength(2));
    expect(JSON.stringify(told) + onDevice()).not.toContain('All is lost');
  });

  it('starts a timer when its person says so, and ends it on the clock', async () => {
    const { user, container } = play(timer);
    await user.click(await screen.findByRole('button', { name: 'Next' }));
    expect(await screen.findByRole('img', { name: 'Time left: 10:00' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Start the timer' }));
    expect(await accessibilityFaults(container)).toEqual([]);
    sleep(9.5);
    expect(await screen.findByText('One minute left.')).toBeInTheDocument();
    sleep(1);

    expect(await screen.findByText('Step 3 of 3')).toBeInTheDocument();
  });

  it('takes stopping kindly: on again, enough, or left for today', async () => {
    const { user, told, address } = play(action());
    await screen.findByText('Step 1 of 2');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Stopping is fine' })).toHaveFocus());
    await user.click(screen.getByRole('button', { name: 'Go on' }));
    await user.click(await screen.findByRole('button', { name: 'Stop' }));
    await user.click(screen.getByRole('button', { name: 'Leave it for today' }));

    await waitFor(() => expect(told.at(-1)?.path).toBe('skip'));
    expect(address()).toBe('/library');
  });

  it('shows help at once when the words at its end call for it', async () => {
    server.use(
      ...companionHandlers(),
      http.post('*/v1/crisis/events/:id/shown', () => HttpResponse.json({})),
    );
    const { user, told } = play(action());
    await user.click(await screen.findByRole('button', { name: 'Next' }));
    await user.click(screen.getByRole('button', { name: 'Finish' }));
    await user.click(await screen.findByRole('radio', { name: 'It helped a bit' }));
    await user.type(await screen.findByRole('textbox', { name: /own words/ }), 'I want to kill myself.');
    await user.click(screen.getByRole('button', { name: 'Done' }));

    expect(await screen.findByRole('dialog', { name: 'Help, right now' })).toBeInTheDocument();
    expect(told.at(-1)).toMatchObject({
      path: 'complete',
      body: { feedback_text: 'I want to kill myself.' },
    });
  });

  it('counts as done what was finished, also when the question at its end is left', async () => {
    const { user, told, address } = play(action());
    await user.click(await screen.findByRole('button', { name: 'Next' }));
    await user.click(screen.getByRole('button', { name: 'Finish' }));
    await screen.findByRole('heading', { name: 'How was that?' });
    await user.click(screen.getAllByRole('link', { name: 'Library' })[0]!);

    await waitFor(() => expect(told.at(-1)).toMatchObject({ path: 'complete' }));
    expect(told.at(-1)?.body).not.toHaveProperty('effectiveness_rating');
    expect(address()).toBe('/library');
  });

  it('offers help to whom it made worse', async () => {
    const { user, told } = play(action());
    await user.click(await screen.findByRole('button', { name: 'Next' }));
    await user.click(screen.getByRole('button', { name: 'Finish' }));
    await user.click(await screen.findByRole('radio', { name: 'It did not help' }));
    await user.click(screen.getByRole('button', { name: 'It made things worse' }));
    await user.click(screen.getByRole('button', { name: 'Done' }));

    expect(await screen.findByRole('link', { name: 'Find help now' })).toHaveAttribute('href', '/help');
    await user.click(screen.getByRole('button', { name: 'Back to the library' }));
    await waitFor(() =>
      expect(told.at(-1)?.body).toMatchObject({ effectiveness_rating: 1, feedback_tags: ['made_it_worse'] }),
    );
  });

  it('goes on without a server, says at the end that it was not recorded, and tries again', async () => {
    const { user, address } = play(action());
    server.use(http.post('*/v1/interventions/:id/start', () => problem(503, 'unavailable', 'Not now.')));
    await user.click(await screen.findByRole('button', { name: 'Next' }));
    await user.click(screen.getByRole('button', { name: 'Finish' }));
    await skipFeedback(user);
    expect(await screen.findByRole('alert')).toBeInTheDocument();
    const { handlers, told } = libraryServer([action()]);
    server.use(...handlers);
    await user.click(screen.getByRole('button', { name: 'Try again' }));

    await waitFor(() => expect(address()).toBe('/library'));
    expect(told.map(({ path }) => path)).toEqual(['start loosen-up', 'complete']);
  });
});
