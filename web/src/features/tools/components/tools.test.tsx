import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it } from 'vitest';
import { companionHandlers } from '../../../../tests/companion';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { server } from '../../../../tests/server';
import { tools } from '../model/tools';

beforeEach(() => server.use(...companionHandlers()));

it('lists every tool, one in a line', async () => {
  const { container } = renderApp('/tools');
  await screen.findByRole('heading', { name: 'Tools' });

  const main = screen.getByRole('main');
  for (const { path } of tools) expect(main.querySelector(`a[href="${path}"]`)).not.toBeNull();
  expect(await accessibilityFaults(container)).toEqual([]);
});

it('names on Today what somebody’s own settings speak of', async () => {
  server.use(
    http.get('*/v1/users/me/profile', () =>
      HttpResponse.json({ has_adhd: true, has_autism_spectrum: false, conditions: [] }),
    ),
  );
  renderApp('/today');

  expect(await screen.findByRole('link', { name: 'Timer' })).toHaveAttribute('href', '/tools/timer');
});

it('names none on Today to others, and leads to all from there and from the library', async () => {
  server.use(http.get('*/v1/interventions', () => HttpResponse.json({ items: [], next_cursor: null })));
  const { user } = renderApp('/today');

  const places = await screen.findByRole('navigation', { name: 'More places' });
  expect(within(places).getByRole('link', { name: /^Tools/ })).toHaveAttribute('href', '/tools');
  expect(screen.queryByRole('navigation', { name: 'Your tools' })).not.toBeInTheDocument();
  await user.click(within(bar()).getByRole('link', { name: 'Library' }));
  await screen.findByRole('heading', { name: 'Library' });
  await user.click(within(screen.getByRole('main')).getByRole('link', { name: /^Tools/ }));

  await screen.findByRole('heading', { name: 'Tools' });
  // On a phone they belong to the library's place in the bar, so that one never seems to be nowhere.
  expect(within(bar()).getByRole('link', { current: true })).toHaveTextContent('Library');
});

it('names the history on Today before there is one, and shows its place in the bar as that of the insights', async () => {
  const { user } = renderApp('/today');
  const places = await screen.findByRole('navigation', { name: 'More places' });

  await user.click(within(places).getByRole('link', { name: /^History/ }));

  await screen.findByRole('heading', { name: 'History' });
  expect(within(bar()).getByRole('link', { current: true })).toHaveTextContent('Insights');
});

function bar() {
  return screen.getByRole('navigation', { name: 'Companion' });
}
