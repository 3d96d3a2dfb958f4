import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetPerson, kept } from '@/lib/deviceStore/deviceStore';
import { followDeviceUser } from '@/lib/deviceStore/deviceUser';
import { endInactiveSession, endSession } from '@/lib/api/session';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { companionHandlers } from '../../../../tests/companion';
import { emptyPlan, mira, server } from '../../../../tests/server';
import type { Plan } from '../model/plan';

const written: Plan = {
  ...emptyPlan,
  things_i_can_do: ['Listen to rain'],
  professionals: [{ name: 'Dr Winter', phone: '030 1234' }],
  version: 1,
  updated_at: '2026-03-04T09:00:00Z',
};

let stored: Plan;
let sent: Plan[];
let isReachable: boolean;
let stopFollowing: () => void;

beforeEach(async () => {
  [stored, sent, isReachable] = [written, [], true];
  await forgetPerson(mira.user.id);
  stopFollowing = followDeviceUser();
  server.use(
    ...companionHandlers(),
    http.post('*/v1/auth/logout', () => new HttpResponse(null, { status: 204 })),
    http.get('*/v1/crisis/safety-plan', () =>
      isReachable ? HttpResponse.json(stored) : HttpResponse.error(),
    ),
    http.put('*/v1/crisis/safety-plan', async ({ request }) => {
      if (!isReachable) return HttpResponse.error();
      const content = (await request.json()) as Plan;
      stored = { ...content, version: stored.version + 1, updated_at: '2026-03-05T09:00:00Z' };
      sent.push(stored);
      return HttpResponse.json(stored);
    }),
  );
});

afterEach(() => stopFollowing());

async function keptByTheDevice() {
  await waitFor(async () => expect(await kept(mira.user.id, 'safety-plan', 'plan')).not.toBeNull());
}

describe('the plan of someone who was signed out for being away', () => {
  it('is read from help, without its having been opened before, and with nothing else', async () => {
    const first = renderApp('/today');
    await keptByTheDevice();
    await endInactiveSession();
    first.unmount();
    isReachable = false;
    const { user, address, container } = renderApp('/help', { signedIn: false });

    await user.click(await screen.findByRole('link', { name: 'Read my safety plan' }));

    expect(address()).toBe('/help/plan');
    expect(await screen.findByText('Listen to rain')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Call Dr Winter' })).toHaveAttribute('href', 'tel:0301234');
    expect(screen.queryByRole('button', { name: /^Edit|^Write/ })).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Need help now' })).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('holds what was written last, though it never reached the server', async () => {
    const first = renderApp('/plan');
    await first.user.click(await screen.findByRole('button', { name: 'Edit What I can do by myself' }));
    isReachable = false;
    await first.user.type(screen.getByLabelText('What I can do by myself'), '{Enter}Tea');
    await screen.findByText('Not saved');
    await endInactiveSession();
    first.unmount();
    renderApp('/help/plan', { signedIn: false });

    expect(await screen.findByText('Tea')).toBeInTheDocument();
  });

  it('is not there for anyone once they closed it, and leaves the device', async () => {
    const first = renderApp('/plan');
    const readable = await screen.findByRole('switch', {
      name: 'Readable on this device without signing in',
    });
    expect(readable).toBeChecked();
    await first.user.click(readable);
    await endInactiveSession();
    first.unmount();
    renderApp('/help', { signedIn: false });

    expect(await screen.findByRole('link', { name: 'Sign in to open your safety plan' })).toBeInTheDocument();
    await waitFor(async () => expect(await kept(mira.user.id, 'safety-plan', 'plan')).toBeNull());
  });

  it('is gone when they sign out themselves', async () => {
    renderApp('/help');
    await keptByTheDevice();
    endSession();

    expect(await screen.findByRole('link', { name: 'Sign in to open your safety plan' })).toBeInTheDocument();
    await waitFor(async () => expect(await kept(mira.user.id, 'safety-plan', 'plan')).toBeNull());
  });

  it('is named at the sign-in page while there is no network', async () => {
    const first = renderApp('/today');
    await keptByTheDevice();
    await endInactiveSession();
    first.unmount();
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    renderApp('/sign-in', { signedIn: false });

    expect(await screen.findByRole('link', { name: 'My safety plan' })).toHaveAttribute('href', '/help/plan');
    expect(screen.getByRole('link', { name: 'Help now' })).toHaveAttribute('href', '/help');
  });
});

describe('what was written into the plan with no network', () => {
  async function writeTea() {
    const first = renderApp('/plan');
    await first.user.click(await screen.findByRole('button', { name: 'Edit What I can do by myself' }));
    isReachable = false;
    await first.user.type(screen.getByLabelText('What I can do by myself'), '{Enter}Tea');
    await screen.findByText('Not saved');
    first.unmount();
  }

  it('is asked about before signing out would lose it', async () => {
    await writeTea();
    const { user } = renderApp('/plan');
    await screen.findByText(/goes out when the connection is back/);
    await user.click(screen.getByRole('button', { name: 'Account and appearance' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }));

    expect(
      await screen.findByText(/only on this device. Signing out now removes it for good/),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Stay signed in' }));
    expect(await kept(mira.user.id, 'draft', 'safety-plan')).not.toBeNull();
  });

  it('goes out by itself later', async () => {
    await writeTea();
    isReachable = true;
    renderApp('/today');

    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.things_i_can_do).toEqual(['Listen to rain', 'Tea']);
    await waitFor(async () => expect(await kept(mira.user.id, 'draft', 'safety-plan')).toBeNull());
  });

  it('waits for the person when the plan is another one by now', async () => {
    await writeTea();
    isReachable = true;
    stored = { ...written, things_i_can_do: ['Call Anna'], version: 2 };
    const { user, container } = renderApp('/plan');

    expect(await screen.findByText('Something you wrote was not sent')).toBeInTheDocument();
    expect(screen.getByText('Call Anna')).toBeInTheDocument();
    expect(sent).toEqual([]);
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Make it my plan' }));

    await waitFor(() => expect(stored.things_i_can_do).toEqual(['Listen to rain', 'Tea']));
    expect(screen.queryByText('Something you wrote was not sent')).not.toBeInTheDocument();
  });
});
