import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useSession } from '@/lib/api/session';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { problem, server } from '../../../../tests/server';
import type { Export } from '../model/exports';

const ready: Export = {
  id: '0193f000-0000-7000-8000-0000000000e1',
  status: 'completed',
  progress: 1,
  created_at: '2026-03-04T10:00:00Z',
  completed_at: '2026-03-04T10:01:00Z',
  expires_at: '2026-03-11T10:01:00Z',
  size_bytes: 12_300_000,
};

describe('a copy of everything', () => {
  let opened: string[] = [];
  beforeEach(() => {
    opened = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      opened.push(this.getAttribute('href') ?? '');
    });
  });
  afterEach(() => vi.restoreAllMocks());

  it('is prepared on request and downloaded through its one-use address', async () => {
    const items: Export[] = [];
    server.use(
      http.get('*/v1/export/all', () => HttpResponse.json({ items })),
      http.post('*/v1/export/all', () => {
        items.push(ready);
        return HttpResponse.json(ready, { status: 202 });
      }),
      http.post(`*/v1/export/all/${ready.id}/link`, () =>
        HttpResponse.json({ address: '/v1/export/all/e1/file?ticket=once', expires_at: ready.expires_at }),
      ),
    );
    const { user, container } = renderApp('/settings/data');

    expect(await screen.findByText(/No copy yet/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Prepare a copy' }));
    expect(await screen.findByText(/Ready, 12.3 MB/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Download' }));

    await waitFor(() => expect(opened).toEqual(['/v1/export/all/e1/file?ticket=once']));
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('shows how far it is, and offers no second one meanwhile', async () => {
    server.use(
      http.get('*/v1/export/all', () =>
        HttpResponse.json({ items: [{ ...ready, status: 'running', progress: 0.4 }] }),
      ),
    );
    renderApp('/settings/data');

    expect(await screen.findByText('Preparing, 40%')).toBeInTheDocument();
    expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '40');
    expect(screen.getByRole('button', { name: 'Prepare a copy' })).toBeDisabled();
  });

  it('is brought in from a file, and says why when it is refused', async () => {
    server.use(
      http.get('*/v1/export/all', () => HttpResponse.json({ items: [] })),
      http.post('*/v1/import/all', () =>
        problem(422, 'not-an-export', 'This ZIP is not an export of Halcyon.'),
      ),
    );
    const { user, container } = renderApp('/settings/data');
    await screen.findByRole('button', { name: 'Choose a ZIP file' });

    await user.upload(
      container.querySelector<HTMLInputElement>('input[type=file]')!,
      new File(['PK'], 'halcyon.zip', { type: 'application/zip' }),
    );

    expect(await screen.findByRole('alert')).toHaveTextContent('This ZIP is not an export of Halcyon.');
  });

  it('is brought in from a file and followed to its end', async () => {
    let asked = 0;
    server.use(
      http.get('*/v1/export/all', () => HttpResponse.json({ items: [] })),
      http.post('*/v1/import/all', () =>
        HttpResponse.json({ id: 'i1', status: 'queued', progress: 0, error: null }, { status: 202 }),
      ),
      http.get('*/v1/import/all/i1', () => {
        asked += 1;
        return HttpResponse.json({
          id: 'i1',
          status: asked > 1 ? 'completed' : 'running',
          progress: 0.5,
          error: null,
        });
      }),
    );
    const { user, container } = renderApp('/settings/data');
    await screen.findByRole('button', { name: 'Choose a ZIP file' });

    await user.upload(
      container.querySelector<HTMLInputElement>('input[type=file]')!,
      new File(['PK'], 'halcyon.zip', { type: 'application/zip' }),
    );

    expect(await screen.findByText('Adding what halcyon.zip holds, 50%')).toBeInTheDocument();
    expect(await screen.findByText('Everything in halcyon.zip is now in your account.')).toBeInTheDocument();
  });
});

describe('deleting the account', () => {
  it('needs the password, then says when, everywhere, until it is taken back', async () => {
    let password: unknown;
    server.use(
      http.delete('*/v1/delete-account', async ({ request }) => {
        password = await request.json();
        return HttpResponse.json({ erase_after: '2026-03-11T10:00:00Z' }, { status: 202 });
      }),
      http.post('*/v1/delete-account/cancel', () => new HttpResponse(null, { status: 204 })),
      http.get('*/v1/recordings', () => HttpResponse.json({ items: [], next_cursor: null })),
    );
    const { user, container } = renderApp('/settings/delete-account');
    const button = await screen.findByRole('button', { name: 'Delete my account' });

    await user.click(button);
    expect(screen.getByLabelText('Password')).toHaveFocus();
    await user.type(screen.getByLabelText('Password'), 'correct horse battery');
    await user.click(button);

    const banner = await screen.findByRole('region', { name: 'Account to be erased' });
    expect(banner).toHaveTextContent(/will be erased on Mar 11, 2026/);
    expect(password).toEqual({ password: 'correct horse battery' });
    expect(screen.queryByRole('button', { name: 'Delete my account' })).not.toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Keep my account' }));

    await waitFor(() => expect(banner).not.toBeInTheDocument());
    expect(useSession.getState().user?.erase_after).toBeNull();
  });

  it.each([
    [problem(403, 'password-required', 'Password.'), 'This is not your password. Nothing was changed.'],
    [problem(403, 'fresh-sign-in-required', 'Sign in again.'), 'Sign in again first'],
  ])('says what is missing when it is refused', async (answer, text) => {
    server.use(http.delete('*/v1/delete-account', () => answer.clone()));
    const { user } = renderApp('/settings/delete-account');

    await user.type(await screen.findByLabelText('Password'), 'wrong');
    await user.click(screen.getByRole('button', { name: 'Delete my account' }));

    expect(await screen.findByText(text)).toBeInTheDocument();
  });
});
