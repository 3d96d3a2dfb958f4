import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ToastRegion } from '@/components/ToastRegion';
import { beginSession } from '@/lib/api/session';
import { defaultPreferences, usePreferences } from './model/preferences';
import { server } from '../../../tests/server';
import { asked, id, oneLabelTwice, recording, startOver } from './testing/server';
import { ViewerPage } from './ViewerPage';

// A whole page is rendered in each of these, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

beforeAll(() => {
  // jsdom lays nothing out and draws nothing: a size is given, and the canvas says it cannot be drawn on.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {
        /* sizes never change here */
      }
      unobserve() {
        /* same */
      }
      disconnect() {
        /* same */
      }
    },
  );
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 1000 });
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 700 });
  HTMLCanvasElement.prototype.getContext = () => null;
  Element.prototype.scrollIntoView = () => undefined;
  Element.prototype.scrollTo = () => undefined;
});

beforeEach(() => {
  beginSession({
    access_token: 't',
    refresh_token: null,
    expires_in: 900,
    user: {
      id: 'u',
      email: 'a@example.org',
      display_name: 'Ada',
      roles: ['person'],
      email_verified: true,
      is_guest: false,
      erase_after: null,
      created_at: '2024-01-01T00:00:00Z',
      mfa_enabled: false,
      has_password: true,
      passkey_count: 0,
    },
  });
  usePreferences.setState(defaultPreferences);
  startOver();
});

afterAll(() => {
  vi.unstubAllGlobals();
});

function open(query = '') {
  const router = createMemoryRouter([{ path: '/recordings/:recordingId', Component: ViewerPage }], {
    initialEntries: [`/recordings/${id}${query}`],
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <RouterProvider router={router} />
      <ToastRegion />
    </QueryClientProvider>,
  );
  return { router, user: userEvent.setup() };
}

const title = () => screen.findByRole('heading', { name: 'Night one' });
const montagesAsked = () =>
  asked.signals
    .filter((url) => !url.searchParams.has('channels'))
    .map((url) => url.searchParams.get('montage'));

describe('the viewer', () => {
  it('shows the lanes, marks the bad channel with its reason, and says in words what is on screen', async () => {
    open('?t=120&len=20');
    await title();
    expect(await screen.findByRole('button', { name: /^F3\. Marked bad.*flat/ })).toBeInTheDocument();
    await waitFor(() =>
      expect(
        screen.getByText(/Showing 2:00\.0 to 2:20\.0 of 10:00\. 3 channels, As recorded/),
      ).toBeInTheDocument(),
    );
    expect(screen.getByRole('img', { name: /EEG traces/ })).toHaveAccessibleDescription(/^Showing 2:00/);
    const whole = asked.signals.find((url) => url.searchParams.get('channels') === null);
    expect(Number(whole?.searchParams.get('from'))).toBeLessThanOrEqual(120);
    expect(whole?.searchParams.get('band')).toBe('0.5-70');
  });

  it('re-montages live and carries it in the address', async () => {
    const { router, user } = open();
    await title();
    await user.keyboard('m');
    expect(await screen.findByRole('button', { name: /^Fp1-avg/ })).toBeInTheDocument();
    expect(montagesAsked().at(-1)).toBe('average');
    await waitFor(() => expect(router.state.location.search).toContain('montage=average'));
  });

  it('opens at the montage and place of a shared address', async () => {
    open('?t=300&len=15&montage=average');
    await screen.findByRole('button', { name: /^Fp1-avg/ });
    await waitFor(() => expect(screen.getByText(/Showing 5:00\.0 to 5:15\.0/)).toBeInTheDocument());
  });

  it('obeys the keyboard, but not while somebody types', async () => {
    const { user } = open();
    await title();
    await user.keyboard('{ArrowUp}');
    const chosen = usePreferences.getState().sensitivities[id]!;
    await user.keyboard('{ArrowDown}');
    expect(usePreferences.getState().sensitivities[id]).toBeGreaterThan(chosen);
    await user.keyboard('f');
    expect(usePreferences.getState()).toMatchObject({ highPassHz: 0, lowPassHz: 0 });
    await user.keyboard('f');
    expect(usePreferences.getState()).toMatchObject({ highPassHz: 0.5, lowPassHz: 70 });
    await user.keyboard('l');
    await user.type(await screen.findByRole('searchbox', { name: 'Search notes' }), 'mnf');
    expect(usePreferences.getState()).toMatchObject({ montage: 'recorded', notchHz: 0, highPassHz: 0.5 });
  });

  it('writes a note, finds it, and takes it back', async () => {
    const { user } = open('?t=60&len=10');
    await title();
    await user.keyboard('a');
    await user.click(await screen.findByRole('button', { name: 'Save' }));
    expect(await screen.findByText('A note needs a text.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Eyes closed' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(asked.created).toEqual([
        { onset_seconds: 65, duration_seconds: 0, text: 'Eyes closed', channels: [] },
      ]),
    );
    const panel = await screen.findByRole('complementary', { name: 'Notes' });
    expect(await within(panel).findByText('Eyes closed')).toBeInTheDocument();
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    // Its Undo is spent: what was said of the note before makes room.
    expect(await screen.findByText('Undone.')).toBeInTheDocument();
    expect(screen.queryByText('Note added.')).not.toBeInTheDocument();
    await waitFor(() => expect(asked.deleted).toEqual(['n2']));
    await waitFor(() => expect(within(panel).queryByText('Eyes closed')).not.toBeInTheDocument());
    expect(within(panel).getByText('Lights off')).toBeInTheDocument();
  });

  it('keeps what was written when saving fails, and says so', async () => {
    server.use(
      http.post('*/v1/recordings/:id/annotations', () =>
        HttpResponse.json({ type: 'about:blank', title: 'Busy' }, { status: 503 }),
      ),
    );
    const { user } = open();
    await title();
    await user.keyboard('a');
    await user.type(await screen.findByRole('textbox', { name: 'Text' }), 'Spike{Enter}');
    expect(await screen.findByText('The server could not do this.')).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: 'Text' })).toHaveValue('Spike');
  });

  it('hides channels and brings them back', async () => {
    const { user } = open();
    await title();
    await user.keyboard('h');
    await user.click(await screen.findByRole('checkbox', { name: 'Show Fp1' }));
    expect(screen.queryByRole('button', { name: 'Fp1' })).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    expect(screen.getByRole('button', { name: 'Fp1' })).toBeInTheDocument();
  });

  it('shows every shortcut on the help sheet and closes it with Esc', async () => {
    const { user } = open();
    await title();
    await user.keyboard('?');
    const sheet = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    expect(within(sheet).getByText('Next montage')).toBeInTheDocument();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });
});

describe('the sensitivity', () => {
  const shown = () => screen.findAllByText(/µV\/mm/).then((found) => found.map((part) => part.textContent));

  it('picked in one recording is kept for it and for no other', async () => {
    usePreferences.setState({ sensitivities: { another: 300 } });
    const { user } = open();
    await title();
    await waitFor(async () => expect(await shown()).toContain('7 µV/mm'));
    await user.keyboard('{ArrowDown}{ArrowDown}');
    await waitFor(async () => expect(await shown()).toContain('15 µV/mm'));
    expect(usePreferences.getState().sensitivities).toEqual({ another: 300, [id]: 15 });
  });

  it('picked before is what the recording opens at', async () => {
    usePreferences.setState({ sensitivities: { [id]: 70 } });
    open();
    await title();
    await waitFor(async () => expect(await shown()).toContain('70 µV/mm'));
  });
});

describe('channels of one label', () => {
  it('are told apart, and the one the analysis names is brought out', async () => {
    server.use(...oneLabelTwice);
    const { user } = open('?panel=analysis');
    const lane = await screen.findByRole('button', { name: /^C3 \(2\)\. Marked bad.*flat/ });
    expect(screen.getByRole('button', { name: 'C3' })).toBeInTheDocument();
    expect(lane).toHaveAttribute('title', expect.stringMatching(/^C3 \(2\)/));
    await user.click(await screen.findByTitle('Show C3 (2) in the traces'));
    await waitFor(() => expect(lane).toHaveAttribute('aria-pressed', 'true'));
  });
});

describe('when something is missing', () => {
  it('says that a montage cannot be shown, and why', async () => {
    const { user } = open('?montage=longitudinal');
    await title();
    expect(await screen.findByText('Longitudinal cannot be shown here.')).toBeInTheDocument();
    expect(screen.getByText(/It needs 10-20 electrode names/)).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.getByText(/^Showing 0:00\.0 to .*3 channels, As recorded/)).toBeInTheDocument(),
    );
    await user.click(screen.getByRole('button', { name: 'As recorded' }));
    await waitFor(() => expect(screen.queryByText(/cannot be shown here/)).not.toBeInTheDocument());
  });

  it('offers to read the signal again', async () => {
    let isDown = true;
    server.use(
      http.get('*/v1/recordings/:id/signal', () =>
        isDown ? HttpResponse.json({ type: 'about:blank', title: 'Broken' }, { status: 500 }) : undefined,
      ),
    );
    const { user } = open();
    await title();
    expect(await screen.findByText('The server could not do this.')).toBeInTheDocument();
    isDown = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByText('The server could not do this.')).not.toBeInTheDocument());
  });

  it('says that a recording is not here', async () => {
    server.use(
      http.get('*/v1/recordings/:id', () =>
        HttpResponse.json({ type: 'about:blank', title: 'No' }, { status: 404 }),
      ),
    );
    open();
    expect(await screen.findByRole('heading', { name: 'This recording is not here' })).toBeInTheDocument();
  });

  it('lists the notes of a file without samples', async () => {
    server.use(
      http.get('*/v1/recordings/:id', () =>
        HttpResponse.json({ ...recording, channels: [], channel_count: 0, latest_analysis: null }),
      ),
    );
    open();
    expect(await screen.findByText('This file holds notes only')).toBeInTheDocument();
    expect(await screen.findByText('Lights off')).toBeInTheDocument();
  });
});
