import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { holding } from '../../../../tests/administrator';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { server } from '../../../../tests/server';
import { auditEntry } from '../testing/samples';

const administrator = holding('administrator');
const anna = { id: 'a1', email: 'anna@example.org' };

describe('the audit record', () => {
  let asked: URLSearchParams[] = [];
  beforeEach(() => {
    asked = [];
    server.use(
      http.get('*/v1/admin/audit/actions', () => HttpResponse.json({ items: ['account.login'] })),
      http.get('*/v1/admin/audit', ({ request }) => {
        const query = new URL(request.url).searchParams;
        asked.push(query);
        return HttpResponse.json(
          query.get('cursor')
            ? { items: [auditEntry({ sequence: 1, action: 'account.registered' })], next_cursor: null }
            : {
                items: [
                  auditEntry({ sequence: 2, actor: anna, outcome: 'refused', details: { reason: 'locked' } }),
                ],
                next_cursor: 'older',
              },
        );
      }),
    );
  });

  it('takes its filters from the address, whole days by the reader’s clock', async () => {
    renderApp('/admin/audit?outcome=refused&from=2026-03-04&to=2026-03-05', { as: administrator });

    await screen.findByRole('button', { name: /2026/ });

    expect(asked[0]!.get('outcome')).toBe('refused');
    expect(asked[0]!.get('from')).toBe(new Date(2026, 2, 4).toISOString());
    expect(asked[0]!.get('to')).toBe(new Date(2026, 2, 6).toISOString());
  });

  it('goes on to older entries, opens one, and filters by its person', async () => {
    const { user, address, container } = renderApp('/admin/audit', { as: administrator });

    await user.click(await screen.findByRole('button', { name: 'Show more' }));
    expect(await screen.findByText('account.registered')).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.click(screen.getAllByRole('button', { name: /2026/ })[0]!);
    const panel = screen.getByRole('dialog', { name: 'account.login' });
    expect(within(panel).getByText('locked')).toBeInTheDocument();
    await user.click(within(panel).getByRole('button', { name: 'Only by this person' }));

    await waitFor(() => expect(address()).toBe('/admin/audit?actor=anna%40example.org'));
    await waitFor(() => expect(asked.at(-1)!.get('actor')).toBe('anna@example.org'));
  });

  it.each([
    [null, /1,200 entries checked, unbroken/],
    ['Entry 7 was changed.', /The chain is broken.*Entry 7 was changed/],
  ])('is verified on request (fault: %s)', async (fault, told) => {
    server.use(
      http.post('*/v1/admin/audit/verify', () =>
        HttpResponse.json({ entries: 1200, fault, verified_at: '2026-03-04T10:00:00Z' }),
      ),
    );
    const { user } = renderApp('/admin/audit', { as: administrator });

    await user.click(await screen.findByRole('button', { name: 'Verify the chain' }));

    await waitFor(() =>
      expect(
        screen
          .getAllByRole('status')
          .map((status) => status.textContent)
          .join(' '),
      ).toMatch(told),
    );
  });
});

describe('the jobs', () => {
  it('tell what failed, and run on request', async () => {
    let isStarted = false;
    server.use(
      http.get('*/v1/admin/jobs', () =>
        HttpResponse.json({
          items: [
            {
              group: 'accounts',
              name: 'housekeeping',
              description: null,
              is_running: isStarted,
              last_run_at: '2026-03-04T10:00:00Z',
              next_run_at: null,
              last_error: 'No room left.',
            },
          ],
        }),
      ),
      http.post('*/v1/admin/jobs/accounts/housekeeping/run', () => {
        isStarted = true;
        return new HttpResponse(null, { status: 202 });
      }),
    );
    const { user, container } = renderApp('/admin/jobs', { as: administrator });

    expect(await screen.findByText('No room left.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Run now: housekeeping' }));

    expect(await screen.findByText('Running')).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
  });
});

describe('the letters', () => {
  const letter = {
    id: 'm1',
    kind: 'password_reset',
    to: 'mira@example.org',
    status: 'failed',
    attempts: 3,
    created_at: '2026-03-04T10:00:00Z',
    next_attempt_at: null,
    sent_at: null,
    last_error: '451 Try later',
  };

  it('are read as they arrive, with a link to hand over, and sent again', async () => {
    let retried = 0;
    server.use(
      http.get('*/v1/admin/mail', () => HttpResponse.json({ items: [letter], next_cursor: null })),
      http.get('*/v1/admin/mail/m1', () =>
        HttpResponse.json({
          ...letter,
          subject: 'Choose a new password',
          text: 'Open http://localhost/reset-password#token=abc. Good day.',
        }),
      ),
      http.post('*/v1/admin/mail/m1/retry', () => {
        retried += 1;
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user } = renderApp('/admin/mail', { as: administrator });
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();

    await user.click(await screen.findByRole('link', { name: 'mira@example.org' }));
    const panel = await screen.findByRole('dialog', { name: 'Choose a new password' });
    expect(within(panel).getByRole('link')).toHaveAttribute(
      'href',
      'http://localhost/reset-password#token=abc',
    );
    await user.click(within(panel).getByRole('button', { name: 'Copy the link' }));
    await user.click(within(panel).getByRole('button', { name: 'Send again' }));

    await waitFor(() => expect(retried).toBe(1));
    expect(write).toHaveBeenCalledWith('http://localhost/reset-password#token=abc');
    expect(await accessibilityFaults(panel)).toEqual([]);
  });
});

describe('the state of the system', () => {
  it('puts what needs a hand first', async () => {
    server.use(
      http.get('*/v1/admin/system', () =>
        HttpResponse.json({
          version: '0.1.0',
          started_at: '2026-03-04T10:00:00Z',
          database: { version: '18.1', size_bytes: 184_000_000, private: true },
          migrations: 31,
          storage: { blob_count: 1, blob_bytes: 1000, free_bytes: null },
          nodes: [],
          mail: { mode: 'folder', waiting: 0, failed: 0 },
          keys: { master_key_id: 'k1', keys_to_rewrap: 0, signing_key_created_at: '2026-03-04T10:00:00Z' },
          checks: [
            { name: 'Database', state: 'good', text: 'Answers.' },
            { name: 'Mail', state: 'bad', text: 'Set HALCYON_SMTP.' },
          ],
        }),
      ),
    );
    const { container } = renderApp('/admin/system', { as: administrator });

    const checks = within(await screen.findByRole('region', { name: 'Checks' })).getAllByRole('listitem');
    expect(checks.map((check) => check.textContent)).toEqual(['MailSet HALCYON_SMTP.', 'DatabaseAnswers.']);
    expect(within(checks[0]!).getByRole('img', { name: 'Act now' })).toBeInTheDocument();
    expect(screen.getByText('1 thing needs attention.')).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
  });
});
