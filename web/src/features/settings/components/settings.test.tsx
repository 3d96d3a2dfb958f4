import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';

describe('settings', () => {
  it('lists its pages on a phone, and a page leads back to the list', async () => {
    const { user, address, container } = renderApp('/settings');

    expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.click(screen.getByRole('link', { name: /Appearance and comfort/ }));

    expect(
      await screen.findByRole('heading', { level: 1, name: 'Appearance and comfort' }),
    ).toBeInTheDocument();
    expect(address()).toBe('/settings/appearance');
    await user.click(screen.getByRole('link', { name: 'All settings' }));

    const list = await screen.findByRole('navigation', { name: 'Settings' });
    expect(within(list).getAllByRole('link').length).toBeGreaterThan(0);
  });

  it('asks someone who is not signed in to sign in first', async () => {
    renderApp('/settings/appearance', { signedIn: false });

    expect(await screen.findByRole('heading', { name: 'Sign in to Halcyon' })).toBeInTheDocument();
  });
});
