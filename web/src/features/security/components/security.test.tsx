import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { problem, server } from '../../../../tests/server';

const device = {
  id: 'd1',
  device: 'Firefox on Windows',
  ip_address: '203.0.113.7',
  method: 'password',
  created_at: '2026-03-04T09:00:00Z',
  last_used_at: '2026-03-05T09:00:00Z',
  is_current: false,
};
const noContent = () => new HttpResponse(null, { status: 204 });

beforeEach(() =>
  server.use(
    http.get('*/v1/auth/mfa', () => HttpResponse.json({ totp_enabled: false, recovery_codes_left: 0 })),
    http.get('*/v1/auth/passkeys', () => HttpResponse.json({ items: [] })),
    http.get('*/v1/users/me/sessions', () =>
      HttpResponse.json({
        items: [{ ...device, id: 'd0', device: 'Chrome on Linux', is_current: true }, device],
      }),
    ),
  ),
);

describe('devices', () => {
  it('marks this one and signs out another', async () => {
    let ended: unknown;
    server.use(
      http.delete('*/v1/users/me/sessions/:id', ({ params }) => {
        ended = params.id;
        return noContent();
      }),
    );
    const { user, container } = renderApp('/settings/security');

    const here = (await screen.findByText('Chrome on Linux')).closest('li')!;
    expect(here).toHaveTextContent('This device');
    expect(within(here).queryByRole('button')).not.toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Sign out Firefox on Windows' }));

    await waitFor(() => expect(screen.queryByText('Firefox on Windows')).not.toBeInTheDocument());
    expect(ended).toBe('d1');
  });

  it('signs out everywhere else and stays here', async () => {
    let body: unknown;
    server.use(
      http.post('*/v1/auth/logout-everywhere', async ({ request }) => {
        body = await request.json();
        return noContent();
      }),
    );
    const { user } = renderApp('/settings/security');

    await user.click(await screen.findByRole('button', { name: 'Sign out everywhere else' }));

    expect(await screen.findByText('Only this device is signed in now.')).toBeInTheDocument();
    expect(body).toEqual({ keep_current: true });
  });
});

describe('password and address', () => {
  it('changes the password, and says so when the current one is wrong', async () => {
    const bodies: unknown[] = [];
    server.use(
      http.post('*/v1/users/me/password', async ({ request }) => {
        const body = (await request.json()) as { current_password: string };
        bodies.push(body);
        return body.current_password === 'right' ? noContent() : problem(403, 'password-required', 'Wrong.');
      }),
    );
    const { user } = renderApp('/settings/security');

    await user.click(await screen.findByRole('button', { name: 'Change the password' }));
    await user.type(screen.getByLabelText('New password'), 'a long enough password');
    await user.type(screen.getByLabelText('Current password'), 'wrong{Enter}');
    await waitFor(() =>
      expect(screen.getByLabelText('Current password')).toHaveAccessibleDescription(
        /not your current password/,
      ),
    );
    await user.clear(screen.getByLabelText('Current password'));
    await user.type(screen.getByLabelText('Current password'), 'right{Enter}');

    expect(await screen.findByText(/Your password is changed/)).toBeInTheDocument();
    expect(bodies.at(-1)).toEqual({ current_password: 'right', new_password: 'a long enough password' });
  });

  it('asks who it is before the address changes, and repeats the change with the answer', async () => {
    const bodies: unknown[] = [];
    server.use(
      http.post('*/v1/users/me/email', async ({ request }) => {
        const body = (await request.json()) as { password: string | null };
        bodies.push(body);
        return body.password === 'right'
          ? new HttpResponse(null, { status: 202 })
          : problem(403, 'password-required', 'Enter your password.');
      }),
    );
    const { user } = renderApp('/settings/security');

    await user.click(await screen.findByRole('button', { name: 'Change the address' }));
    await user.type(screen.getByLabelText('New email address'), 'new@example.org{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'Is it you?' });
    await user.type(within(dialog).getByLabelText('Password'), 'wrong{Enter}');
    await waitFor(() =>
      expect(within(dialog).getByLabelText('Password')).toHaveAccessibleDescription(/This password is wrong/),
    );
    expect(await accessibilityFaults(dialog)).toEqual([]);
    await user.clear(within(dialog).getByLabelText('Password'));
    await user.type(within(dialog).getByLabelText('Password'), 'right{Enter}');

    expect(await screen.findByText(/A letter is on its way to new@example.org/)).toBeInTheDocument();
    expect(bodies).toHaveLength(3);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('changes nothing and says nothing when the question is closed', async () => {
    server.use(http.post('*/v1/users/me/email', () => problem(403, 'password-required', 'Enter it.')));
    const { user } = renderApp('/settings/security');

    await user.click(await screen.findByRole('button', { name: 'Change the address' }));
    await user.type(screen.getByLabelText('New email address'), 'new@example.org{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'Is it you?' });
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));

    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(screen.getByLabelText('New email address')).toHaveValue('new@example.org');
  });
});

describe('two-step sign-in', () => {
  const codes = Array.from({ length: 10 }, (_, index) => `code-${index}`);

  it('is set up with a picture, a key and a code, and ends with codes to keep', async () => {
    server.use(
      http.post('*/v1/auth/mfa/totp', () =>
        HttpResponse.json({ secret: 'JBSWY3DPEHPK3PXP', otpauth_uri: 'otpauth://totp/x', qr_svg: '<svg/>' }),
      ),
      http.post('*/v1/auth/mfa/totp/confirm', async ({ request }) =>
        ((await request.json()) as { code: string }).code === '123456'
          ? HttpResponse.json({ recovery_codes: codes })
          : problem(403, 'mfa-wrong', 'Wrong.'),
      ),
    );
    const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
    const { user, container, address } = renderApp('/settings/security');
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();

    await user.click(await screen.findByRole('link', { name: 'Set it up' }));
    const dialog = await screen.findByRole('dialog', { name: 'Is it you?' });
    await user.type(within(dialog).getByLabelText('Password'), 'right{Enter}');
    expect(await screen.findByRole('img', { name: /QR code/ })).toHaveAttribute(
      'src',
      expect.stringContaining('svg'),
    );
    expect(screen.getByText('JBSW Y3DP EHPK 3PXP')).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
    const field = screen.getByLabelText('Then write the six digits it shows');
    await user.type(field, '000000{Enter}');
    await waitFor(() => expect(field).toHaveAccessibleDescription(/not right/));
    await user.clear(field);
    await user.type(field, '123456{Enter}');

    const list = await screen.findByRole('list', { name: 'Recovery codes' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(10);
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(write).toHaveBeenCalledWith(expect.stringContaining('code-9'));
    await user.click(screen.getByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'I have kept them' }));
    expect(address()).toBe('/settings/security');
  });

  it('is turned off with the password and a last code', async () => {
    const bodies: unknown[] = [];
    server.use(
      http.get('*/v1/auth/mfa', () => HttpResponse.json({ totp_enabled: true, recovery_codes_left: 2 })),
      http.delete('*/v1/auth/mfa/totp', async ({ request }) => {
        const body = (await request.json()) as { mfa_code: string | null };
        bodies.push(body);
        return body.mfa_code === null ? problem(403, 'mfa-required', 'Code, please.') : noContent();
      }),
    );
    const { user } = renderApp('/settings/security');

    expect(await screen.findByText('2 recovery codes are left.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Turn it off' }));
    await user.type(await screen.findByLabelText('Password'), 'right{Enter}');
    await user.type(await screen.findByLabelText('Code'), '123456{Enter}');

    expect(await screen.findByText('Two-step sign-in is off.')).toBeInTheDocument();
    expect(bodies.at(-1)).toEqual({ password: 'right', mfa_code: '123456' });
  });
});

describe('passkeys', () => {
  const passkey = { id: 'p1', name: 'Phone', created_at: '2026-03-04T09:00:00Z', last_used_at: null };

  it('are renamed in place and removed after a second look', async () => {
    let items = [passkey];
    server.use(
      http.get('*/v1/auth/passkeys', () => HttpResponse.json({ items })),
      http.patch('*/v1/auth/passkeys/p1', async ({ request }) => {
        items = [{ ...passkey, ...((await request.json()) as { name: string }) }];
        return noContent();
      }),
      http.delete('*/v1/auth/passkeys/p1', () => {
        items = [];
        return noContent();
      }),
    );
    const { user } = renderApp('/settings/security');

    const name = await screen.findByLabelText('Name of the passkey');
    await user.clear(name);
    await user.type(name, 'Work phone{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Remove Work phone' }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Keep it' })).toHaveFocus());
    await user.click(screen.getByRole('button', { name: 'Remove it' }));

    expect(await screen.findByText('“Work phone” is removed.')).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByLabelText('Name of the passkey')).not.toBeInTheDocument());
  });

  it('that are the only way in stay, with the reason', async () => {
    server.use(
      http.get('*/v1/auth/passkeys', () => HttpResponse.json({ items: [passkey] })),
      http.delete('*/v1/auth/passkeys/p1', () =>
        problem(409, 'last-sign-in-method', 'This is your only way of signing in.'),
      ),
    );
    const { user } = renderApp('/settings/security');

    await user.click(await screen.findByRole('button', { name: 'Remove Phone' }));
    await user.click(screen.getByRole('button', { name: 'Remove it' }));

    expect(await screen.findByRole('alert')).toHaveTextContent('This is your only way of signing in.');
    expect(screen.getByLabelText('Name of the passkey')).toHaveValue('Phone');
  });
});
