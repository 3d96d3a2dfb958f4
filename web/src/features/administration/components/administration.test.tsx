import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { holding } from '../../../../tests/administrator';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { problem, server } from '../../../../tests/server';
import { adminUser } from '../testing/samples';

const administrator = holding('administrator');
const anna = adminUser({
  id: 'a1',
  email: 'anna@example.org',
  display_name: 'Anna',
  mfa_enabled: true,
  passkey_count: 1,
});
const tomasz = adminUser({ id: 'a2', email: 'tomasz@example.org', display_name: null });

describe('the users', () => {
  let asked: string[] = [];
  beforeEach(() => {
    asked = [];
    server.use(
      http.get('*/v1/admin/users', ({ request }) => {
        asked.push(new URL(request.url).search);
        return HttpResponse.json({ items: [anna, tomasz], next_cursor: null });
      }),
      http.get('*/v1/admin/users/a1', () => HttpResponse.json(anna)),
    );
  });

  it('are not there for anybody else', async () => {
    renderApp('/admin/users');

    expect(await screen.findByText('There is nothing at this address')).toBeInTheDocument();
    expect(asked).toEqual([]);
  });

  it('are filtered by the server, with the filters in the address', async () => {
    const { user, address, container } = renderApp('/admin/users?role=clinician', { as: administrator });
    await screen.findByRole('link', { name: /Anna/ });

    await user.keyboard('/');
    await user.type(screen.getByRole('searchbox', { name: 'Search users' }), 'anna');

    await waitFor(() => expect(address()).toBe('/admin/users?role=clinician&query=anna'));
    await waitFor(() => expect(asked.at(-1)).toMatch(/query=anna/));
    expect(asked.at(-1)).toMatch(/role=clinician/);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('are walked and opened by keyboard, and left by Escape', async () => {
    const { user, address } = renderApp('/admin/users', { as: administrator });
    const first = await screen.findByRole('link', { name: /Anna/ });

    first.focus();
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('link', { name: 'tomasz@example.org' })).toHaveFocus();
    await user.keyboard('{ArrowUp}{Enter}');

    const panel = await screen.findByRole('dialog', { name: 'Anna' });
    expect(address()).toBe('/admin/users?open=a1');
    expect(await accessibilityFaults(panel)).toEqual([]);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(address()).toBe('/admin/users'));
    await waitFor(() => expect(screen.getByRole('link', { name: /Anna/ })).toHaveFocus());
  });

  it('get roles, and keep what was chosen when the server refuses', async () => {
    const sent: unknown[] = [];
    server.use(
      http.patch('*/v1/admin/users/a1', async ({ request }) => {
        sent.push(await request.json());
        return sent.length === 1
          ? problem(409, 'last-administrator', 'Somebody has to administer this server.')
          : HttpResponse.json(anna);
      }),
    );
    const { user } = renderApp('/admin/users?open=a1', { as: administrator });
    const panel = await screen.findByRole('dialog', { name: 'Anna' });
    const save = await within(panel).findByRole('button', { name: 'Save the roles' });
    expect(save).toBeDisabled();

    await user.click(within(panel).getByRole('checkbox', { name: /Clinician/ }));
    await user.click(save);
    expect(await within(panel).findByRole('alert')).toHaveTextContent(
      'Somebody has to administer this server.',
    );
    expect(within(panel).getByRole('checkbox', { name: /Clinician/ })).toBeChecked();
    await user.click(save);

    expect(await screen.findByText('The roles of Anna are saved. They apply at once.')).toBeInTheDocument();
    expect(sent[1]).toEqual({ roles: ['person', 'clinician'] });
  });

  it('are disabled with a way to undo it', async () => {
    const sent: unknown[] = [];
    server.use(
      http.patch('*/v1/admin/users/a1', async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(anna);
      }),
    );
    const { user } = renderApp('/admin/users?open=a1', { as: administrator });

    await user.click(await screen.findByRole('button', { name: 'Disable the account' }));
    await screen.findByText('Anna can no longer sign in.');
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Undo' }));

    await screen.findByText('Anna can sign in again.');
    expect(sent).toEqual([{ disabled: true }, { disabled: false }]);
  });

  it.each([
    ['Sign out everywhere', 'sign-out', 'Anna is signed out everywhere.'],
    ['Remove two-step sign-in', 'reset-mfa', 'Two-step sign-in of Anna is off.'],
    ['Remove the passkeys', 'remove-passkeys', 'Anna has no passkeys any more.'],
    ['Send a password letter', 'password-reset', 'The letter to Anna is on its way.'],
  ])('can be helped: %s', async (name, route, told) => {
    server.use(http.post(`*/v1/admin/users/a1/${route}`, () => new HttpResponse(null, { status: 204 })));
    const { user } = renderApp('/admin/users?open=a1', { as: administrator });

    await user.click(await screen.findByRole('button', { name }));

    expect(await screen.findByText(told)).toBeInTheDocument();
  });
});

describe('invitations', () => {
  it('are sent with roles and withdrawn', async () => {
    const items = [
      {
        id: 'i1',
        email: 'old@example.org',
        display_name: null,
        roles: ['person'],
        status: 'pending',
        created_at: '2026-03-04T10:00:00Z',
        expires_at: '2026-03-11T10:00:00Z',
      },
    ];
    let body: unknown;
    server.use(
      http.get('*/v1/admin/invitations', () => HttpResponse.json({ items, next_cursor: null })),
      http.post('*/v1/admin/invitations', async ({ request }) => {
        body = await request.json();
        return HttpResponse.json(items[0], { status: 201 });
      }),
      http.delete('*/v1/admin/invitations/i1', () => {
        items.length = 0;
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user, container } = renderApp('/admin/invitations', { as: administrator });

    await user.click(await screen.findByRole('button', { name: 'Invite' }));
    const panel = screen.getByRole('dialog');
    await user.type(within(panel).getByLabelText('Email address'), 'new@example.org');
    await user.click(within(panel).getByRole('checkbox', { name: /Technologist/ }));
    await user.click(within(panel).getByRole('button', { name: 'Invite' }));
    expect(await screen.findByText('The invitation to new@example.org is on its way.')).toBeInTheDocument();
    expect(body).toEqual({ email: 'new@example.org', display_name: null, roles: ['person', 'technologist'] });
    await user.click(
      await screen.findByRole('button', { name: 'Withdraw the invitation to old@example.org' }),
    );

    expect(await screen.findByText('Nobody is invited at the moment.')).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
  });
});
