import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { server } from '../../../../tests/server';
import type { Share } from '../model/share';
import { consent } from '../testing/consent';

const share: Share = {
  id: '0193f000-0000-7000-8000-0000000000c1',
  therapist_email: 'anna@example.org',
  scopes: { check_ins: true, interventions: true, summaries: true, journals: false, recordings: false },
  status: 'active',
  granted_at: '2026-03-04T10:00:00Z',
  expires_at: '2026-06-04T10:00:00Z',
  last_accessed_at: null,
};
const path = '*/v1/sharing/therapists';
const toPart = consent({
  purpose: 'therapist_sharing',
  title: 'Sharing',
  text: 'You may stop at once.',
  version: 3,
});

function offers(...scopes: string[]) {
  return http.get('*/v1/sharing/sections', () =>
    HttpResponse.json({ items: scopes.map((scope) => ({ scope, title: scope, is_default: false })) }),
  );
}

beforeEach(() =>
  server.use(
    http.get('*/v1/users/me/consents', () => HttpResponse.json({ items: [toPart] })),
    offers('check_ins', 'interventions', 'summaries', 'journals', 'recordings'),
  ),
);

describe('sharing with a therapist', () => {
  it('invites with safe choices, an end, and the consent that was shown', async () => {
    const shares: Share[] = [];
    let body: Record<string, unknown> = {};
    server.use(
      http.get(path, () => HttpResponse.json({ items: shares })),
      http.post(path, async ({ request }) => {
        body = (await request.json()) as Record<string, unknown>;
        shares.push({ ...share, status: 'invited' });
        return HttpResponse.json(shares[0], { status: 201 });
      }),
    );
    const { user, container } = renderApp('/settings/sharing');

    await user.click(await screen.findByRole('button', { name: 'Invite a therapist' }));
    const form = screen.getByRole('form', { name: 'Invite a therapist' });
    expect(await within(form).findByText('You may stop at once.')).toBeInTheDocument();
    expect(within(form).getByRole('switch', { name: 'Check-ins' })).toBeChecked();
    expect(within(form).getByRole('switch', { name: 'Journal' })).not.toBeChecked();
    expect(within(form).getByRole('switch', { name: 'Recordings' })).not.toBeChecked();
    expect(within(form).getByRole('radio', { name: '3 months' })).toBeChecked();
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.type(within(form).getByLabelText('Their email address'), ' anna@example.org ');
    await user.click(within(form).getByRole('switch', { name: 'Recordings' }));
    await user.click(within(form).getByRole('button', { name: 'Send the invitation' }));

    expect(await screen.findByText('Invited, not answered')).toBeInTheDocument();
    expect(body).toMatchObject({
      therapist_email: 'anna@example.org',
      scopes: { ...share.scopes, recordings: true },
      consent_version: 3,
    });
    expect(new Date(String(body.expires_at)).getTime()).toBeGreaterThan(Date.now());
  });

  it('asks for an address and for something to share before it sends', async () => {
    server.use(http.get(path, () => HttpResponse.json({ items: [] })));
    const { user } = renderApp('/settings/sharing');

    await user.click(await screen.findByRole('button', { name: 'Invite a therapist' }));
    const send = await screen.findByRole('button', { name: 'Send the invitation' });
    await waitFor(() => expect(send).toBeEnabled());
    for (const name of ['Check-ins', 'Exercises', 'Weekly summaries'])
      await user.click(screen.getByRole('switch', { name }));
    await user.click(send);

    expect(screen.getByLabelText('Their email address')).toHaveFocus();
    expect(screen.getByText('Choose at least one thing to share.')).toBeInTheDocument();
  });

  it('offers and grants only what this server can show', async () => {
    let body: Record<string, unknown> = {};
    server.use(
      offers('recordings'),
      http.get(path, () => HttpResponse.json({ items: [] })),
      http.post(path, async ({ request }) => {
        body = (await request.json()) as Record<string, unknown>;
        return HttpResponse.json(share, { status: 201 });
      }),
    );
    const { user } = renderApp('/settings/sharing');

    await user.click(await screen.findByRole('button', { name: 'Invite a therapist' }));
    await waitFor(() => expect(screen.queryByRole('switch', { name: 'Check-ins' })).not.toBeInTheDocument());
    await user.type(screen.getByLabelText('Their email address'), 'anna@example.org');
    await user.click(screen.getByRole('switch', { name: 'Recordings' }));
    await user.click(screen.getByRole('button', { name: 'Send the invitation' }));

    await waitFor(() =>
      expect(body.scopes).toEqual({
        check_ins: false,
        interventions: false,
        summaries: false,
        journals: false,
        recordings: true,
      }),
    );
  });

  it('stops at once, and offers to invite again', async () => {
    let status: Share['status'] = 'active';
    server.use(
      http.get(path, () => HttpResponse.json({ items: [{ ...share, status }] })),
      http.delete(`${path}/${share.id}`, () => {
        status = 'revoked';
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user } = renderApp('/settings/sharing');

    await user.click(await screen.findByRole('button', { name: 'Stop sharing with anna@example.org' }));

    const toast = await screen.findByText('anna@example.org can no longer see anything.');
    await user.click(within(toast.parentElement!).getByRole('button', { name: 'Invite again' }));
    expect(await screen.findByLabelText('Their email address')).toHaveValue('anna@example.org');
  });

  it('changes what may be seen and leaves the end alone unless it is chosen', async () => {
    let body: unknown;
    server.use(
      http.get(path, () => HttpResponse.json({ items: [share] })),
      http.patch(`${path}/${share.id}`, async ({ request }) => {
        body = await request.json();
        return HttpResponse.json(share);
      }),
    );
    const { user } = renderApp('/settings/sharing');

    await user.click(await screen.findByRole('button', { name: 'Change what anna@example.org may see' }));
    await user.click(screen.getByRole('switch', { name: 'Journal' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));

    expect(await screen.findByText('Saved. It applies from now on.')).toBeInTheDocument();
    expect(body).toEqual({ scopes: { ...share.scopes, journals: true } });
  });

  it('lists what was looked at, in words', async () => {
    server.use(
      http.get(path, () => HttpResponse.json({ items: [share] })),
      http.get(`${path}/${share.id}/accesses`, ({ request }) =>
        HttpResponse.json(
          new URL(request.url).searchParams.get('cursor') === 'earlier'
            ? {
                next_cursor: null,
                items: [{ occurred_at: '2026-03-05T07:00:00Z', section: 'check_ins', resource: null }],
              }
            : {
                next_cursor: 'earlier',
                items: [
                  { occurred_at: '2026-03-05T08:00:00Z', section: 'recordings', resource: 'recording/1' },
                ],
              },
        ),
      ),
    );
    const { user } = renderApp('/settings/sharing');

    await user.click(await screen.findByRole('button', { name: 'What was looked at by anna@example.org' }));

    expect(await screen.findByText('Opened one of your recordings')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show earlier entries' }));

    expect(await screen.findByText('Looked at your check-ins')).toBeInTheDocument();
    expect(screen.getByText('Opened one of your recordings')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Show earlier entries' })).not.toBeInTheDocument();
  });
});
