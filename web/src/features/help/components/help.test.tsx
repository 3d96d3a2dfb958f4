import { act, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { showToast } from '@/components/toasts';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { companionHandlers } from '../../../../tests/companion';
import { server } from '../../../../tests/server';
import { ofLocale, useCountry } from '../model/country';
import { countries, helpIn, messageLink, telephoneLink } from '../model/resources';
import { showHelpFor } from '../model/helpSheet';

describe('help', () => {
  it('is there for someone signed out, the emergency number first, and asks the server nothing', async () => {
    useCountry.setState({ country: 'DE' });
    const { container } = renderApp('/help', { signedIn: false });

    expect(await screen.findByRole('heading', { level: 1, name: 'Help, right now' })).toBeInTheDocument();
    const numbers = screen
      .getAllByRole('link')
      .filter((link) => link.getAttribute('href')?.startsWith('tel:'));
    expect(numbers[0]).toHaveAttribute('href', 'tel:112');
    expect(numbers.map((link) => link.getAttribute('href'))).toContain('tel:08001110111');
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('follows the country that is chosen and remembers it on the device', async () => {
    useCountry.setState({ country: 'elsewhere' });
    const { user } = renderApp('/help', { signedIn: false });

    await user.selectOptions(await screen.findByLabelText('You are in'), 'US');

    expect(screen.getByRole('link', { name: 'Call 911' })).toHaveAttribute('href', 'tel:911');
    expect(screen.getByRole('link', { name: 'Text 988' })).toHaveAttribute('href', 'sms:988');
    expect(localStorage.getItem('halcyon.country')).toBe('US');
  });

  it('opens over the screen one is on, and keeps the steps of a crisis without waiting for them', async () => {
    const steps: string[] = [];
    server.use(
      ...companionHandlers(),
      http.post('*/v1/crisis/events/:id/:step', ({ params }) => {
        steps.push(`${String(params.id)} ${String(params.step)}`);
        return HttpResponse.json({}, { status: 500 });
      }),
    );
    const { user } = renderApp('/today');
    await screen.findByRole('link', { name: 'Check in' });

    showHelpFor('event-1');
    const sheet = await screen.findByRole('dialog', { name: 'Help, right now' });
    await waitFor(() => expect(steps).toContain('event-1 shown'));
    await user.click(within(sheet).getByRole('button', { name: 'I am safe for now' }));

    await waitFor(() => expect(steps).toContain('event-1 safe'));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('has nothing lying over its numbers as a sheet', async () => {
    server.use(...companionHandlers());
    const { user } = renderApp('/today');
    await screen.findByRole('link', { name: 'Check in' });
    act(() => showToast({ text: 'Check-in removed.' }));
    expect(await screen.findByText('Check-in removed.')).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'Need help now' }));
    await screen.findByRole('dialog', { name: 'Help, right now' });
    expect(screen.getByText('Check-in removed.')).not.toBeVisible();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.getByText('Check-in removed.')).toBeVisible());
  });

  it('has nothing lying over its numbers as a page either', async () => {
    renderApp('/help', { signedIn: false });
    await screen.findByRole('heading', { level: 1, name: 'Help, right now' });

    act(() => showToast({ text: 'Check-in removed.' }));

    expect(await screen.findByText('Check-in removed.')).not.toBeVisible();
  });

  it('is one press away on the pages of someone signed out', async () => {
    const { user, address } = renderApp('/sign-in', { signedIn: false });

    await user.click(await screen.findByRole('link', { name: 'Need help now' }));

    expect(address()).toBe('/help');
  });
});

describe('the lines', () => {
  it('name an emergency number for every country and for everywhere else', () => {
    for (const country of [...countries, 'elsewhere', 'ZZ'])
      expect(helpIn(country).emergency.length).toBeGreaterThan(0);
  });

  it('are dialled without spaces', () => {
    expect(telephoneLink('116 123')).toBe('tel:116123');
    expect(messageLink('4357', 'HELP')).toBe('sms:4357?body=HELP');
  });

  it.each([
    [['de-DE', 'en'], 'DE'],
    [['en', 'fr-FR'], 'FR'],
    [['ja-JP'], 'elsewhere'],
    [['not a locale!'], 'elsewhere'],
  ])('take the country of %j as %s', (languages, country) => expect(ofLocale(languages)).toBe(country));
});
