import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { afterEach, describe, expect, it } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { preferences, problem, server } from '../../../../tests/server';
import { defaultAppearance, followAppearance, useAppearance } from '@/lib/appearance/appearance';

afterEach(() => useAppearance.setState(defaultAppearance));

/** A server that keeps what it is given. */
function keeping(before: Partial<typeof preferences> = {}) {
  const kept = { current: { ...preferences, ...before }, puts: 0 };
  server.use(
    http.get('*/v1/users/me/preferences', () => HttpResponse.json(kept.current)),
    http.put('*/v1/users/me/preferences', async ({ request }) => {
      kept.current = (await request.json()) as typeof preferences;
      kept.puts += 1;
      return HttpResponse.json(kept.current);
    }),
  );
  return kept;
}

describe('appearance and comfort', () => {
  it('takes effect at once and is kept with the account', async () => {
    followAppearance();
    const kept = keeping();
    const { user, container } = renderApp('/settings/appearance');

    await user.click(await screen.findByRole('radio', { name: 'Warm evening' }));
    expect(document.documentElement.dataset.theme).toBe('evening');
    await user.click(screen.getByRole('radio', { name: /OpenDyslexic/ }));
    expect(document.documentElement.dataset.typeface).toBe('open_dyslexic');
    await user.click(screen.getByRole('switch', { name: 'Reduce motion' }));
    expect(document.documentElement.dataset.motion).toBe('none');
    await user.click(screen.getByRole('button', { name: /Increase/ }));
    expect(document.documentElement.style.getPropertyValue('--size-scale')).toBe(String(17 / 16));

    await waitFor(() =>
      expect(kept.current).toMatchObject({
        theme: 'warm_evening',
        font_family: 'open_dyslexic',
        font_size: 17,
        reduce_motion: true,
        max_notifications_per_day: 3,
      }),
    );
    expect(await screen.findByText('Saved')).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('is chosen on this device before anyone signs in, and comes along afterwards', async () => {
    const { user } = renderApp('/appearance', { signedIn: false });

    await user.click(await screen.findByRole('radio', { name: 'Calm dark' }));

    expect(screen.getByText(/Kept on this device/)).toBeInTheDocument();
    expect(localStorage.getItem('halcyon.appearance')).toContain('calm_dark');
  });

  it('comes from the account to a new device', async () => {
    keeping({ theme: 'calm_dark', font_size: 20 });
    renderApp('/settings/notifications');

    await waitFor(() =>
      expect(useAppearance.getState()).toMatchObject({ theme: 'calm_dark', fontSizePixels: 20 }),
    );
  });

  it('leaves the device alone when the account has never chosen', async () => {
    useAppearance.setState({ theme: 'calm_dark' });
    keeping();
    renderApp('/settings/notifications');

    await screen.findByRole('switch', { name: 'Morning check-in' });
    expect(useAppearance.getState().theme).toBe('calm_dark');
  });

  it('says when it could not be kept, and tries again with everything', async () => {
    const kept = keeping();
    server.use(
      http.put('*/v1/users/me/preferences', () => problem(503, 'unavailable', 'No.'), { once: true }),
    );
    const { user } = renderApp('/settings/appearance');

    await user.click(await screen.findByRole('radio', { name: 'Calm dark' }));
    await user.click(await screen.findByRole('button', { name: 'Try again' }));

    expect(await screen.findByText('Saved')).toBeInTheDocument();
    expect(kept.current.theme).toBe('calm_dark');
  });
});

describe('notifications and support style', () => {
  it('keeps times, quiet hours and the daily maximum', async () => {
    const kept = keeping();
    const { user, container } = renderApp('/settings/notifications');

    await user.click(await screen.findByRole('switch', { name: 'Morning check-in' }));
    const from = screen.getByLabelText('From');
    await user.clear(from);
    expect(screen.getByText('Write a time, such as 8:00.')).toBeInTheDocument();
    await user.type(from, '21:30');
    await user.click(screen.getByRole('button', { name: /Decrease/ }));

    await waitFor(() =>
      expect(kept.current).toMatchObject({
        morning_checkin_enabled: false,
        quiet_hours_start: '21:30',
        max_notifications_per_day: 2,
      }),
    );
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('keeps how Halcyon speaks and helps', async () => {
    const kept = keeping();
    const { user, container } = renderApp('/settings/support');

    await user.click(await screen.findByRole('radio', { name: /^Direct/ }));
    await user.click(screen.getByRole('switch', { name: 'Break tasks into steps' }));
    await user.click(screen.getByRole('radio', { name: 'A lot' }));

    await waitFor(() =>
      expect(kept.current).toMatchObject({
        communication_style: 'direct',
        task_breakdown_auto: true,
        emotion_scaffolding_level: 3,
      }),
    );
    expect(await accessibilityFaults(container)).toEqual([]);
  });
});
