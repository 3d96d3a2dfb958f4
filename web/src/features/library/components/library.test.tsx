import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { problem, server } from '../../../../tests/server';
import { action, breathing, libraryServer, senses, timer } from '../testing/samples';

function library() {
  const { handlers } = libraryServer([
    action(),
    { ...breathing },
    { ...senses },
    { ...timer, is_favourite: true, duration_seconds: 690 },
  ]);
  server.use(...handlers);
}

function names(): (string | null)[] {
  return screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent);
}

describe('the library', () => {
  it('shows favourites first, then the gentlest', async () => {
    library();
    const { container } = renderApp('/library');

    expect(await screen.findByRole('link', { name: 'Loosen up' })).toBeInTheDocument();
    expect(names()).toEqual(['Ten minutes only', 'Even square', 'Loosen up', 'Two senses']);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('finds what the server finds, and says kindly when nothing fits', async () => {
    library();
    server.use(
      http.get('*/v1/interventions/search', ({ request }) =>
        HttpResponse.json({
          items: new URL(request.url).searchParams.get('q') === 'tremble' ? [action()] : [],
        }),
      ),
    );
    const { user, address } = renderApp('/library');
    const field = await screen.findByRole('searchbox', { name: 'Search the library' });

    await user.type(field, 'tremble');
    await waitFor(() => expect(names()).toEqual(['Loosen up']));
    expect(address()).toBe('/library?q=tremble');
    await user.type(field, 'x');
    expect(await screen.findByText('Nothing fits that')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show all of them' }));

    await waitFor(() => expect(names()).toHaveLength(4));
  });

  it('still finds words of its own when the search cannot be reached', async () => {
    library();
    server.use(http.get('*/v1/interventions/search', () => problem(503, 'unavailable', 'Not now.')));
    const { user } = renderApp('/library');

    await user.type(await screen.findByRole('searchbox'), 'shake');

    await waitFor(() => expect(names()).toContain('Loosen up'));
  });

  it('is narrowed down by time, energy, kind and what it is for, and comes back as it was left', async () => {
    library();
    const { user, address } = renderApp('/library');
    await screen.findByRole('link', { name: 'Loosen up' });

    await user.selectOptions(screen.getByRole('combobox', { name: 'Energy' }), 'I have hardly any');

    await waitFor(() => expect(names()).toEqual(['Even square']));
    expect(address()).toBe('/library?energy=1');
  });

  it('hides an action and brings it back', async () => {
    library();
    const { user } = renderApp('/library');
    await user.click(await screen.findByRole('button', { name: 'More for “Loosen up”' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Hide this' }));

    await waitFor(() => expect(screen.queryByRole('link', { name: 'Loosen up' })).not.toBeInTheDocument());
    await user.click(await screen.findByRole('button', { name: 'Undo' }));

    expect(await screen.findByRole('link', { name: 'Loosen up' })).toBeInTheDocument();
  });

  it('lists what was hidden, and lets each come back', async () => {
    const { handlers } = libraryServer([action({ is_hidden: true })]);
    server.use(...handlers);
    const { user } = renderApp('/library?hidden=yes');

    await user.click(await screen.findByRole('button', { name: 'Bring it back: Loosen up' }));

    expect(await screen.findByText('You have hidden nothing.')).toBeInTheDocument();
  });

  it('keeps a favourite, and takes the heart back when that was refused', async () => {
    library();
    const { user } = renderApp('/library');
    const heart = await screen.findByRole('button', { name: 'Keep “Loosen up” as a favourite' });
    await user.click(heart);
    await waitFor(() => expect(names()[0]).toBe('Loosen up'));
    server.use(
      http.delete('*/v1/interventions/:id/favourite', () => problem(503, 'unavailable', 'Not now.')),
    );

    await user.click(screen.getByRole('button', { name: 'Keep “Loosen up” as a favourite' }));

    expect(await screen.findByText('That was not saved.')).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Keep “Loosen up” as a favourite' })).toHaveAttribute(
        'aria-pressed',
        'true',
      ),
    );
  });

  it('says when it cannot be opened, and tries again', async () => {
    library();
    server.use(http.get('*/v1/interventions', () => problem(503, 'unavailable', 'Not now.'), { once: true }));
    const { user } = renderApp('/library');

    const notice = await screen.findByRole('alert');
    await user.click(within(notice.parentElement!).getByRole('button', { name: 'Try again' }));

    expect(await screen.findByRole('link', { name: 'Loosen up' })).toBeInTheDocument();
  });
});

describe('an action', () => {
  it('says what it is, why, where that comes from and who should leave it out', async () => {
    library();
    const { container } = renderApp('/library/even-square');

    expect(await screen.findByRole('heading', { level: 1, name: 'Even square' })).toBeInTheDocument();
    expect(screen.getByText('You hold your breath for a moment.')).toBeInTheDocument();
    expect(screen.getByText('It is meant for adults.')).toBeInTheDocument();
    expect(screen.getByText('Source: A review of moving (Somebody, 2020)')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Start' })).toHaveAttribute('href', '/library/even-square/do');
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('that left the library says so', async () => {
    library();
    renderApp('/library/gone');

    expect(
      await screen.findByRole('heading', { name: 'This is no longer in the library' }),
    ).toBeInTheDocument();
  });
});
