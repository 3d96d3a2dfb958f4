import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { useAppearance } from '@/lib/appearance/appearance';
import { playChime } from '@/lib/sound/chime';
import { sleep, stopClock, wake } from '../../../../tests/clock';
import { companionHandlers } from '../../../../tests/companion';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { server } from '../../../../tests/server';
import { noTimer } from '../model/timer';
import { useTimer } from '../model/timerStore';

vi.mock('@/lib/sound/chime', () => ({ playChime: vi.fn() }));

beforeEach(() => {
  server.use(...companionHandlers());
  useTimer.setState(noTimer);
  useAppearance.setState({ reduceMotion: false });
  vi.mocked(playChime).mockClear();
});

it('starts with one press, and is found by everybody', async () => {
  const { user, container } = renderApp('/tools');
  await user.click(await screen.findByRole('link', { name: /Timer/ }));

  stopClock();
  await user.click(await screen.findByRole('button', { name: '25 min' }));

  expect(screen.getByRole('img', { name: 'Time left: 25:00' })).toBeInTheDocument();
  expect(screen.getByText('25 minutes begin.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Need help now' })).toBeInTheDocument();
  expect(await accessibilityFaults(container)).toEqual([]);
});

it('takes a length of one’s own, pauses and goes on', async () => {
  const { user } = renderApp('/tools/timer');
  await user.click(await screen.findByRole('button', { name: /Increase/ }));
  stopClock();
  await user.click(screen.getByRole('button', { name: 'Start' }));
  await user.click(screen.getByRole('button', { name: 'Pause' }));
  sleep(5);
  await user.click(screen.getByRole('button', { name: 'Go on' }));

  expect(screen.getByRole('img', { name: 'Time left: 21:00' })).toBeInTheDocument();
});

it('ends on time after the tab slept, with one sound and words', async () => {
  const { user } = renderApp('/tools/timer');
  await user.click(await screen.findByRole('button', { name: '5 min' }));
  sleep(5);
  act(() => wake());

  expect(await screen.findByRole('button', { name: '5 more minutes' })).toBeInTheDocument();
  expect(screen.getAllByText('Time is up.').length).toBeGreaterThan(0);
  await waitFor(() => expect(playChime).toHaveBeenCalledTimes(1));
});

it('makes no sound hours later', async () => {
  useTimer.setState({
    lengthSeconds: 300,
    endsAt: Date.now() - 7_200_000,
    leftMilliseconds: null,
    isTold: false,
  });
  renderApp('/tools/timer');

  expect(await screen.findByText(/Ended at/)).toBeInTheDocument();
  await waitFor(() => expect(useTimer.getState().isTold).toBe(true));
  expect(playChime).not.toHaveBeenCalled();
});

it('tells the end on another page, with the way back', async () => {
  useTimer.setState({
    lengthSeconds: 60,
    endsAt: Date.now() + 60_000,
    leftMilliseconds: null,
    isTold: false,
  });
  const { user, address } = renderApp('/tools');
  await screen.findByRole('heading', { name: 'Tools' });
  sleep(1);
  fireEvent(document, new Event('visibilitychange'));

  await user.click(await screen.findByRole('button', { name: 'Open the timer' }));

  expect(address()).toBe('/tools/timer');
  expect(await screen.findByRole('button', { name: 'Done' })).toBeInTheDocument();
});

it('stands still but for the minutes where nothing is to move', async () => {
  useAppearance.setState({ reduceMotion: true });
  const { user } = renderApp('/tools/timer');
  await user.click(await screen.findByRole('button', { name: '10 min' }));

  expect(screen.getByRole('img', { name: 'Time left: 10 min' })).toBeInTheDocument();
});
