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

it('names none on Today to others, and leads to all', async () => {
  renderApp('/today');
  const links = await screen.findByRole('navigation', { name: 'Tools' });

  expect(await within(links).findByRole('link', { name: 'All tools' })).toHaveAttribute('href', '/tools');
  expect(within(links).getAllByRole('link')).toHaveLength(1);
});
