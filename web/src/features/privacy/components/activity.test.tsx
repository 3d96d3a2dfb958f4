import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { mira, server } from '../../../../tests/server';
import type { AuditEntry } from '../model/activity';

const own = { id: mira.user.id, email: mira.user.email };
const anna = { id: 'anna', email: 'anna@example.org' };
let sequence = 0;

function entry(rest: Partial<AuditEntry>): AuditEntry {
  sequence += 1;
  return {
    sequence,
    occurred_at: '2026-03-04T10:00:00Z',
    action: 'account.login',
    actor: own,
    subject: own,
    resource: null,
    outcome: 'success',
    details: null,
    ip_address: '192.0.2.7',
    correlation_id: null,
    ...rest,
  };
}

describe('who saw my data', () => {
  it('tells sentences, page by page, and can leave out oneself', async () => {
    server.use(
      http.get('*/v1/audit', ({ request }) =>
        HttpResponse.json(
          new URL(request.url).searchParams.get('cursor') === 'older'
            ? { items: [entry({ action: 'account.registered' })], next_cursor: null }
            : {
                items: [entry({}), entry({ action: 'recording.viewed', actor: anna })],
                next_cursor: 'older',
              },
        ),
      ),
    );
    const { user, container } = renderApp('/settings/activity');

    expect(await screen.findByText('You signed in.')).toBeInTheDocument();
    expect(screen.getByText('anna@example.org looked at one of your recordings.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show earlier entries' }));
    expect(await screen.findByText('You opened this account.')).toBeInTheDocument();
    expect(screen.getAllByText('from 192.0.2.7')).toHaveLength(3);
    await user.click(screen.getByRole('radio', { name: 'Only others' }));

    expect(screen.queryByText('You signed in.')).not.toBeInTheDocument();
    expect(screen.getByText('anna@example.org looked at one of your recordings.')).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('does not tell an attempt as if it had succeeded', async () => {
    server.use(
      http.get('*/v1/audit', () =>
        HttpResponse.json({
          items: [
            entry({ actor: null, outcome: 'refused' }),
            entry({ action: 'recording.deleted', outcome: 'refused' }),
          ],
          next_cursor: null,
        }),
      ),
    );
    renderApp('/settings/activity');

    expect(
      await screen.findByText('Somebody tried to sign in to this account and failed.'),
    ).toBeInTheDocument();
    expect(screen.getByText('You deleted one of your recordings. It was refused.')).toBeInTheDocument();
  });
});
