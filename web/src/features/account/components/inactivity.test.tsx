import { fireEvent, screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { sleep, wake } from '../../../../tests/clock';
import { mira, server } from '../../../../tests/server';
import { noteActivity } from '@/lib/api/activity';
import { resumeSession, useSession } from '@/lib/api/session';
import { isAnnounced, stageAt } from '../model/inactivity';

const minute = 60_000;
const emptyList = http.get('*/v1/recordings', () => HttpResponse.json({ items: [], next_cursor: null }));

async function openStudies() {
  const app = renderApp('/recordings?sort=new');
  await screen.findByRole('heading', { name: 'Studies' });
  // The watch is loaded after the page; it listens once it has noted that someone is here.
  await waitFor(() => expect(localStorage.getItem('halcyon.last-activity')).not.toBeNull());
  await vi.dynamicImportSettled();
  return app;
}

function countLogouts() {
  const count = { logouts: 0 };
  server.use(
    emptyList,
    http.post('*/v1/auth/refresh', () => HttpResponse.json(mira)),
    http.post('*/v1/auth/logout', () => {
      count.logouts += 1;
      return new HttpResponse(null, { status: 204 });
    }),
  );
  return count;
}

afterEach(() => vi.restoreAllMocks());

describe('the way to an automatic sign-out', () => {
  it.each([
    [0, { step: 'active', nextMilliseconds: 14 * minute }],
    [13.5 * minute, { step: 'active', nextMilliseconds: minute / 2 }],
    [14 * minute, { step: 'warning', secondsLeft: 60 }],
    [15 * minute - 1, { step: 'warning', secondsLeft: 1 }],
    [15 * minute, { step: 'over' }],
    [600 * minute, { step: 'over' }],
    [-5 * minute, { step: 'active', nextMilliseconds: 14 * minute }],
  ])('after %d ms without activity', (idle, stage) => expect(stageAt(1e12 + idle, 1e12)).toEqual(stage));

  it('is read out twice, not every second', () => {
    expect(Array.from({ length: 61 }, (_, second) => second).filter(isAnnounced)).toEqual([10, 30]);
  });
});

describe('someone who has gone away', () => {
  it('is asked after 14 minutes and stays with one press', async () => {
    const count = countLogouts();
    const { user } = await openStudies();

    sleep(14.5);
    wake();
    const warning = await screen.findByRole('alertdialog', { name: 'Are you still there?' });
    expect(warning).toHaveAccessibleDescription(/signs you out soon/);
    expect(warning).toHaveTextContent(/\d\d seconds left/);
    await waitFor(() => expect(screen.getByRole('button', { name: 'Stay signed in' })).toHaveFocus());
    expect(await accessibilityFaults(warning)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Stay signed in' }));

    await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument());
    expect(count.logouts).toBe(0);
    expect(useSession.getState().status).toBe('signed-in');
  });

  it('is signed out after 15 minutes, told why, and brought back to the same place', async () => {
    const count = countLogouts();
    const { user, address } = await openStudies();

    sleep(16);
    wake();
    expect(await screen.findByText('You were signed out to keep your account safe.')).toBeInTheDocument();
    await waitFor(() => expect(count.logouts).toBe(1));
    expect(localStorage.getItem('halcyon.signed-in')).toBeNull();

    server.use(http.post('*/v1/auth/login', () => HttpResponse.json(mira)));
    await user.type(screen.getByLabelText('Email address'), 'mira@example.org');
    await user.type(screen.getByLabelText('Password'), 'correct horse battery{Enter}');
    await screen.findByRole('heading', { name: 'Studies' });
    expect(address()).toBe('/recordings?sort=new');
  });

  it('is signed out by the movement that wakes a sleeping computer, not kept in by it', async () => {
    countLogouts();
    await openStudies();

    sleep(90);
    fireEvent.pointerMove(document.body);

    expect(await screen.findByText('You were signed out to keep your account safe.')).toBeInTheDocument();
  });

  it('stays signed in when another tab was in use', async () => {
    const count = countLogouts();
    await openStudies();

    sleep(14.5);
    wake();
    await screen.findByRole('alertdialog');
    localStorage.setItem('halcyon.last-activity', String(Date.now()));
    fireEvent(window, new StorageEvent('storage', { key: 'halcyon.last-activity' }));

    await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument());
    expect(count.logouts).toBe(0);
  });

  it('is not let in by opening the browser again', async () => {
    const count = countLogouts();
    localStorage.setItem('halcyon.signed-in', 'account');
    noteActivity(Date.now() - 16 * minute);

    await resumeSession();

    expect(useSession.getState()).toMatchObject({ status: 'signed-out', signedOutBy: 'inactivity' });
    expect(count.logouts).toBe(1);
  });
});
