import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { analysis, recording } from '../../../../tests/recordings';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { mira, problem, server } from '../../../../tests/server';

// The traces are drawn on a canvas and have tests of their own.
vi.mock('@/features/viewer/ViewerPage', () => ({ ViewerPage: () => <h1>Traces</h1> }));

const guest = { ...mira, user: { ...mira.user, email: null, display_name: null, is_guest: true } };

describe('the first screen', () => {
  it('offers the demo, an account, and signing in', async () => {
    const { container } = renderApp('/', { signedIn: false });

    expect(await screen.findByRole('button', { name: 'See it work' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Create an account' })).toHaveAttribute('href', '/register');
    expect(screen.getAllByRole('link', { name: 'Sign in' })[0]).toHaveAttribute('href', '/sign-in');
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('speaks first to somebody on a hard day, and leads to help without an account', async () => {
    const { user, address } = renderApp('/', { signedIn: false });
    await screen.findByRole('button', { name: 'See it work' });

    const headings = within(screen.getByRole('main')).getAllByRole('heading');
    expect(headings.map(({ textContent }) => textContent)).toEqual([
      'A quiet place on a hard day.',
      'See what the recording says',
      'Practise where the truth is known',
    ]);
    await user.click(screen.getByRole('link', { name: 'Whom to call now' }));

    expect(await screen.findByRole('heading', { name: 'Help, right now' })).toBeInTheDocument();
    expect(address()).toBe('/help');
  });

  it('offers no demo where the server has it switched off', async () => {
    server.use(
      http.get('*/v1/status', () =>
        HttpResponse.json({ name: 'Halcyon', version: '1', demo_enabled: false, registration_enabled: true }),
      ),
    );
    renderApp('/', { signedIn: false });

    await screen.findByRole('link', { name: 'Create an account' });
    expect(screen.queryByRole('button', { name: 'See it work' })).not.toBeInTheDocument();
  });

  it('opens the demo recording with its analysis under way', async () => {
    const calls: string[] = [];
    server.use(
      http.post('*/v1/auth/guest', () => {
        calls.push('guest');
        return HttpResponse.json(guest, { status: 201 });
      }),
      http.post('*/v1/recordings/demo', () => {
        calls.push('recording');
        return HttpResponse.json(recording(), { status: 201 });
      }),
      http.post('*/v1/recordings/:id/analyses', () => {
        calls.push('analysis');
        return HttpResponse.json(analysis({ status: 'queued' }), { status: 202 });
      }),
    );
    const { user, address } = renderApp('/', { signedIn: false });

    await user.click(await screen.findByRole('button', { name: 'See it work' }));

    await screen.findByRole('heading', { name: 'Traces' });
    expect(address()).toBe(`/recordings/${recording().id}?panel=analysis`);
    expect(calls).toEqual(['guest', 'recording', 'analysis']);
  });

  it('goes on with the same demo account when a later step failed', async () => {
    let guests = 0;
    server.use(
      http.post('*/v1/auth/guest', () => {
        guests += 1;
        return HttpResponse.json(guest, { status: 201 });
      }),
      http.post('*/v1/recordings/demo', () => problem(503, 'busy', 'Busy.'), { once: true }),
      http.post('*/v1/recordings/demo', () => HttpResponse.json(recording(), { status: 201 })),
      http.post('*/v1/recordings/:id/analyses', () =>
        HttpResponse.json(analysis({ status: 'queued' }), { status: 202 }),
      ),
    );
    const { user } = renderApp('/', { signedIn: false });

    await user.click(await screen.findByRole('button', { name: 'See it work' }));
    await screen.findByRole('alert');
    await user.click(screen.getByRole('button', { name: 'See it work' }));

    await screen.findByRole('heading', { name: 'Traces' });
    expect(guests).toBe(1);
  });
});

describe('an address that leads nowhere', () => {
  it('says so and leads back', async () => {
    const { container } = renderApp('/nowhere', { signedIn: false });

    expect(
      await screen.findByRole('heading', { name: 'There is nothing at this address' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Go to the first page' })).toHaveAttribute('href', '/');
    expect(await accessibilityFaults(container)).toEqual([]);
  });
});
