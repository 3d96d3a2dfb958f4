import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { companionHandlers } from '../../../../tests/companion';
import { mira, problem, server } from '../../../../tests/server';
import { useSession } from '@/lib/api/session';

const done = () => new HttpResponse(null, { status: 204 });

/** Answers this route and keeps what was sent to it. */
function taking(path: string, answer: () => Response = done) {
  const bodies: unknown[] = [];
  server.use(
    http.post(`*${path}`, async ({ request }) => {
      bodies.push(await request.json());
      return answer();
    }),
  );
  return bodies;
}

describe('a forgotten password', () => {
  it('is asked for without telling whether the account exists', async () => {
    const bodies = taking('/v1/auth/forgot-password', () => new HttpResponse(null, { status: 202 }));
    const { user, container } = renderApp('/sign-in', { signedIn: false });

    await user.type(await screen.findByLabelText('Email address'), 'mira@example.org');
    await user.click(screen.getByRole('link', { name: 'Forgot your password?' }));
    await user.click(await screen.findByRole('button', { name: 'Send the link' }));

    expect(await screen.findByText(/If mira@example.org has an account here/)).toBeInTheDocument();
    expect(bodies).toEqual([{ email: 'mira@example.org' }]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('is replaced by the link, whose secret leaves the address bar at once', async () => {
    const bodies = taking('/v1/auth/reset-password');
    const { user, address, container } = renderApp('/reset-password#user=u1&token=s%2Bcret', {
      signedIn: false,
    });

    const field = await screen.findByLabelText('New password');
    expect(address()).toBe('/reset-password');
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.type(field, 'a long enough password{Enter}');

    expect(await screen.findByRole('heading', { name: 'Your new password is set' })).toBeInTheDocument();
    expect(bodies).toEqual([{ user_id: 'u1', token: 's+cret', password: 'a long enough password' }]);
  });

  it('cannot be replaced by an old link, and the page says how to get a new one', async () => {
    taking('/v1/auth/reset-password', () => problem(400, 'link-invalid', 'Too old.'));
    const { user } = renderApp('/reset-password#user=u1&token=old', { signedIn: false });

    await user.type(await screen.findByLabelText('New password'), 'a long enough password{Enter}');

    expect(
      await screen.findByRole('heading', { name: 'This link does not work any more' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Ask for a new link' })).toHaveAttribute(
      'href',
      '/forgot-password',
    );
  });

  it('keeps the link when only the new password is refused', async () => {
    taking('/v1/auth/reset-password', () =>
      problem(400, 'validation', 'Invalid.', { errors: { password: ['This password is in many leaks.'] } }),
    );
    const { user } = renderApp('/reset-password#user=u1&token=t', { signedIn: false });

    await user.type(await screen.findByLabelText('New password'), 'password1234{Enter}');

    await waitFor(() =>
      expect(screen.getByLabelText('New password')).toHaveAccessibleDescription(/in many leaks/),
    );
  });
});

describe('the email address', () => {
  const unverified = { ...mira.user, email_verified: false };

  it('is confirmed by opening the link, once', async () => {
    const bodies = taking('/v1/auth/verify-email');
    const { address } = renderApp(`/verify-email#user=${mira.user.id}&token=t1`);
    useSession.setState({ user: unverified });

    expect(
      await screen.findByRole('heading', { name: 'Your email address is confirmed' }),
    ).toBeInTheDocument();
    expect(address()).toBe('/verify-email');
    expect(bodies).toEqual([{ user_id: mira.user.id, token: 't1' }]);
    expect(useSession.getState().user).toMatchObject({ email_verified: true });
  });

  it('is not confirmed by a link that was cut short', async () => {
    renderApp('/verify-email#user=u1', { signedIn: false });

    expect(
      await screen.findByRole('heading', { name: 'This link does not work any more' }),
    ).toBeInTheDocument();
  });

  it('is asked about in one line that sends the letter again or goes away', async () => {
    let sent = 0;
    server.use(
      http.get('*/v1/recordings', () => HttpResponse.json({ items: [], next_cursor: null })),
      http.post('*/v1/users/me/verify-email', () => {
        sent += 1;
        return new HttpResponse(null, { status: 202 });
      }),
    );
    const { user } = renderApp('/recordings');
    useSession.setState({ user: unverified });

    await user.click(await screen.findByRole('button', { name: 'Send it again' }));
    expect(await screen.findByText('A new link is on its way to mira@example.org.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));

    expect(screen.queryByText(/on its way/)).not.toBeInTheDocument();
    expect(sent).toBe(1);
  });

  it('is changed by the link in the letter', async () => {
    const bodies = taking('/v1/auth/confirm-email-change');
    renderApp('/confirm-email-change#user=u1&email=new%40example.org&token=t', { signedIn: false });

    expect(
      await screen.findByRole('heading', { name: 'Your new email address is in place' }),
    ).toBeInTheDocument();
    expect(bodies).toEqual([{ user_id: 'u1', email: 'new@example.org', token: 't' }]);
  });
});

describe('an invitation', () => {
  it('opens the account with the password the person chooses', async () => {
    const bodies = taking('/v1/auth/accept-invitation', () => HttpResponse.json(mira, { status: 201 }));
    const { user, address, container } = renderApp('/accept-invitation#token=t', { signedIn: false });

    await user.type(await screen.findByLabelText('Name'), 'Mira');
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.type(screen.getByLabelText('Password'), 'a long enough password{Enter}');

    await waitFor(() => expect(address()).toBe('/about-you'));
    expect(bodies).toEqual([
      { token: 't', password: 'a long enough password', display_name: 'Mira', refresh_transport: 'cookie' },
    ]);
  });

  it('that was withdrawn says whom to ask', async () => {
    taking('/v1/auth/accept-invitation', () => problem(404, 'invitation-not-found', 'Gone.'));
    const { user } = renderApp('/accept-invitation#token=t', { signedIn: false });

    await user.type(await screen.findByLabelText('Password'), 'a long enough password{Enter}');

    expect(await screen.findByText(/Ask the person who invited you/)).toBeInTheDocument();
  });
});

describe('coming back from another provider', () => {
  it('takes the session from the cookie and goes to the page that was asked for', async () => {
    server.use(
      http.get('*/v1/recordings', () => HttpResponse.json({ items: [], next_cursor: null })),
      http.post('*/v1/auth/refresh', () => HttpResponse.json(mira)),
    );
    const { address } = renderApp('/signed-in?return_to=%2Frecordings%3Fsort%3Dnew', { signedIn: false });

    await screen.findByRole('heading', { name: 'Studies' });
    expect(address()).toBe('/recordings?sort=new');
  });

  it('never leads to another site', async () => {
    server.use(
      ...companionHandlers(),
      http.post('*/v1/auth/refresh', () => HttpResponse.json(mira)),
    );
    const { address } = renderApp('/signed-in?return_to=%2F%2Felsewhere.example', { signedIn: false });

    await waitFor(() => expect(address()).toBe('/today'));
  });

  it('says so when there is no session', async () => {
    server.use(http.post('*/v1/auth/refresh', () => problem(401, 'refresh-refused', 'No.')));
    renderApp('/signed-in?return_to=%2F', { signedIn: false });

    expect(await screen.findByText('Signing in there did not work.')).toBeInTheDocument();
  });
});
