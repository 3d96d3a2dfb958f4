import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { problem, server } from '../../../../tests/server';

const told = {
  id: '01a22bae-b680-7f5e-8fcf-6db5de7f967c',
  kind: 'morning_checkin',
  title: 'Good morning',
  text: 'Two taps are enough.',
  path: '/settings/appearance',
  delivered_at: '2026-11-21T07:00:00Z',
  read_at: null as string | null,
};

describe('notifications', () => {
  it('are found behind the bell, lead somewhere, and are read once the list was open', async () => {
    const items = [told];
    server.use(
      http.get('*/v1/notifications', () => HttpResponse.json({ items, next_cursor: null })),
      http.post('*/v1/notifications/read', () => {
        items[0] = { ...told, read_at: '2026-11-21T08:00:00Z' };
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user } = renderApp('/settings/notifications');

    await user.click(await screen.findByRole('button', { name: 'Notifications, 1 new' }));
    await user.click(await screen.findByRole('link', { name: /Good morning/ }));

    expect(await screen.findByRole('heading', { level: 1, name: /Appearance/ })).toBeInTheDocument();
    expect(await screen.findByRole('button', { name: 'Notifications, 0 new' })).toBeInTheDocument();
  });

  it('by e-mail are switched on and off, and a failure says so and changes nothing', async () => {
    const kept = { by_email: false, by_push: true };
    let isBroken = false;
    server.use(
      http.get('*/v1/notifications/settings', () => HttpResponse.json(kept)),
      http.put('*/v1/notifications/settings', async ({ request }) => {
        if (isBroken) return problem(503, 'unavailable', 'Not now.');
        Object.assign(kept, await request.json());
        return HttpResponse.json(kept);
      }),
    );
    const { user, container } = renderApp('/settings/notifications');
    const byEmail = await screen.findByRole('switch', { name: 'By e-mail' });

    await user.click(byEmail);
    await waitFor(() => expect(kept).toEqual({ by_email: true, by_push: true }));
    isBroken = true;
    await user.click(byEmail);

    expect(await screen.findByRole('alert')).toBeInTheDocument();
    expect(byEmail).toBeChecked();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('on this device are not offered where the browser cannot', async () => {
    renderApp('/settings/notifications');

    expect(await screen.findByRole('switch', { name: 'On this device' })).toBeDisabled();
    expect(screen.getByText(/cannot be told while Halcyon is closed/)).toBeInTheDocument();
  });
});
