import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it, vi } from 'vitest';
import { companionHandlers } from '../../../../tests/companion';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { mira, server } from '../../../../tests/server';

const emptyList = http.get('*/v1/recordings', () => HttpResponse.json({ items: [], next_cursor: null }));
const zoned = http.get('*/v1/users/me/profile', () => HttpResponse.json({ time_zone: 'Europe/Zurich' }));
const noScreening = http.get('*/v1/users/me/health-screening', () =>
  HttpResponse.json({
    photosensitive_epilepsy_or_seizures: null,
    family_history_of_epilepsy: null,
    heart_condition: null,
    pacemaker_or_implant: null,
    hearing_condition: null,
    mental_health_condition: null,
    psychotropic_medication: null,
    pregnancy: null,
    recent_head_injury: null,
    notes: null,
    completed_at: null,
    version: 1,
  }),
);

beforeEach(() => server.use(zoned));

it('someone new is welcomed, asked two things, may pass over both, and arrives where they wanted to go', async () => {
  server.use(
    emptyList,
    noScreening,
    http.post('*/v1/auth/register', () => HttpResponse.json(mira, { status: 201 })),
  );
  const { user, address, container } = renderApp('/recordings?sort=new', { signedIn: false });

  await user.click(await screen.findByRole('link', { name: 'Create an account' }));
  await user.type(await screen.findByLabelText('Name'), 'Mira');
  await user.type(screen.getByLabelText('Email address'), 'mira@example.org');
  await user.type(screen.getByLabelText('Password'), 'a long enough password{Enter}');
  expect(await screen.findByRole('heading', { name: 'Welcome, Mira' })).toBeInTheDocument();
  expect(screen.getByText(/at the top, shows whom you can call/)).toBeInTheDocument();
  expect(await accessibilityFaults(container)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Go on' }));
  await waitFor(() => expect(screen.getByRole('heading', { name: 'A little about you' })).toHaveFocus());
  expect(await accessibilityFaults(container)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Skip' }));
  expect(await screen.findByRole('heading', { name: 'Health screening' })).toBeInTheDocument();
  await user.click(await screen.findByRole('button', { name: 'Go to Halcyon' }));

  await waitFor(() => expect(address()).toBe('/recordings?sort=new'));
});

it('the way on waits for the questions, which would push it aside, and for nothing else', async () => {
  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  server.use(
    http.get('*/v1/users/me/health-screening', async () => {
      await answered;
      return new HttpResponse(null, { status: 500 });
    }),
  );
  const { user } = renderApp('/about-you');
  await user.click(await screen.findByRole('button', { name: 'Go on' }));
  await user.click(await screen.findByRole('button', { name: 'Skip' }));
  expect(await screen.findByRole('heading', { name: 'Health screening' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Go to Halcyon' })).not.toBeInTheDocument();

  answer();

  expect(await screen.findByRole('button', { name: 'Go to Halcyon' })).toBeInTheDocument();
});

it('what someone new says about themselves is kept', async () => {
  let kept: unknown;
  server.use(
    noScreening,
    http.patch('*/v1/users/me/profile', async ({ request }) => {
      kept = await request.json();
      return HttpResponse.json({});
    }),
  );
  const { user } = renderApp('/about-you');

  await user.click(await screen.findByRole('button', { name: 'Go on' }));
  // As they called themselves when they opened the account.
  expect(await screen.findByLabelText('First name')).toHaveValue('Mira');
  await user.type(screen.getByLabelText('Date of birth'), '1984-05-06');
  await user.click(screen.getByRole('button', { name: 'Go on' }));

  await screen.findByRole('heading', { name: 'Health screening' });
  expect(kept).toMatchObject({ first_name: 'Mira', last_name: null, date_of_birth: '1984-05-06' });
});

it('someone with no strength for questions is with Halcyon after one press', async () => {
  server.use(...companionHandlers());
  const { user, address } = renderApp('/about-you');

  await user.click(await screen.findByRole('button', { name: 'Straight to Halcyon' }));

  await screen.findByRole('link', { name: 'Check in' });
  expect(address()).toBe('/today');
});

it('the health questions say why they are asked, and can be left before the first', async () => {
  server.use(...companionHandlers(), noScreening);
  const { user, address } = renderApp('/about-you');
  await user.click(await screen.findByRole('button', { name: 'Go on' }));
  await user.click(await screen.findByRole('button', { name: 'Skip' }));

  expect(await screen.findByText(/^Asked because flashing light/)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Not now' }));

  await screen.findByRole('link', { name: 'Check in' });
  expect(address()).toBe('/today');
});

it.each([
  ['UTC', [{ time_zone: 'Pacific/Auckland' }]],
  ['Europe/Zurich', []],
])('the zone of the device is kept for somebody whose own is %s', async (known, expected) => {
  const options = vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions');
  options.mockReturnValue({ timeZone: 'Pacific/Auckland' } as Intl.ResolvedDateTimeFormatOptions);
  const kept: unknown[] = [];
  let asked = 0;
  server.use(
    emptyList,
    noScreening,
    http.get('*/v1/users/me/profile', () => {
      asked += 1;
      return HttpResponse.json({ time_zone: known });
    }),
    http.patch('*/v1/users/me/profile', async ({ request }) => {
      kept.push(await request.json());
      return HttpResponse.json({ time_zone: 'Pacific/Auckland' });
    }),
  );
  const { user } = renderApp('/about-you');
  await waitFor(() => expect(asked).toBe(1));
  await user.click(await screen.findByRole('button', { name: 'Straight to Halcyon' }));

  await waitFor(() => expect(kept).toEqual(expected));
  options.mockRestore();
});
