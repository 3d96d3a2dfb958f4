import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it, vi } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { mira, problem, server } from '../../../../tests/server';

const empty = {
  first_name: null,
  last_name: null,
  date_of_birth: null,
  age_range: null,
  time_zone: 'Europe/Zurich',
  pronouns: null,
  has_adhd: false,
  has_autism_spectrum: false,
  has_anxiety: false,
  has_depression: false,
  other_conditions: [] as string[],
  medical_conditions: [] as string[],
};

// jsdom takes half a minute over the list of all four hundred zones.
beforeEach(() => void vi.spyOn(Intl, 'supportedValuesOf').mockReturnValue(['Europe/Zurich', 'Asia/Tokyo']));

function profileServer() {
  let profile: object = empty;
  const patches: unknown[] = [];
  server.use(
    http.get('*/v1/users/me/profile', () => HttpResponse.json(profile)),
    http.patch('*/v1/users/me/profile', async ({ request }) => {
      const changes = (await request.json()) as object;
      patches.push(changes);
      profile = { ...profile, ...changes };
      return HttpResponse.json(profile);
    }),
  );
  return patches;
}

it('the profile is kept field by field, as each is left', async () => {
  const patches = profileServer();
  let renamed: unknown;
  server.use(
    http.patch('*/v1/users/me', async ({ request }) => {
      renamed = await request.json();
      return HttpResponse.json({ ...mira.user, display_name: 'Mi' });
    }),
  );
  const { user, container } = renderApp('/settings/profile');

  await user.type(await screen.findByLabelText('First name'), 'Mira{Tab}');
  await user.click(screen.getByRole('switch', { name: 'ADHD' }));
  await user.type(screen.getByLabelText('Anything else'), 'migraine,  tinnitus, migraine{Tab}');
  await user.selectOptions(screen.getByLabelText('Age group'), '35 to 44');
  await user.clear(screen.getByLabelText('What Halcyon calls you'));
  await user.type(screen.getByLabelText('What Halcyon calls you'), 'Mi{Enter}');

  await waitFor(() =>
    expect(patches).toEqual([
      { first_name: 'Mira' },
      { has_adhd: true },
      { other_conditions: ['migraine', 'tinnitus'] },
      { age_range: '35-44' },
    ]),
  );
  await waitFor(() => expect(renamed).toEqual({ display_name: 'Mi' }));
  expect(await screen.findByText('Saved')).toBeInTheDocument();
  expect(await accessibilityFaults(container)).toEqual([]);
});

it('a value the server refuses is explained at its field and stays there', async () => {
  profileServer();
  server.use(
    http.patch('*/v1/users/me/profile', () =>
      problem(400, 'validation', 'Invalid.', { errors: { first_name: ['Use one line.'] } }),
    ),
  );
  const { user } = renderApp('/settings/profile');

  await user.type(await screen.findByLabelText('First name'), 'M{Tab}');

  await waitFor(() =>
    expect(screen.getByLabelText('First name')).toHaveAccessibleDescription('Use one line.'),
  );
  expect(screen.getByLabelText('First name')).toHaveValue('M');
  expect(screen.getByText('Not saved')).toBeInTheDocument();
});
