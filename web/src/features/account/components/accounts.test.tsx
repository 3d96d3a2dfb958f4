import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { mira, problem, server } from '../../../../tests/server';

const emptyList = http.get('*/v1/recordings', () => HttpResponse.json({ items: [], next_cursor: null }));

describe('signing in', () => {
  it('goes back to the page that asked for it, with the cookie transport', async () => {
    let body: unknown;
    server.use(
      emptyList,
      http.post('*/v1/auth/login', async ({ request }) => {
        body = await request.json();
        return HttpResponse.json(mira);
      }),
    );
    const { user, address, container } = renderApp('/recordings?sort=new', { signedIn: false });

    await user.type(await screen.findByLabelText('Email address'), ' mira@example.org ');
    await user.type(screen.getByLabelText('Password'), 'correct horse battery{Enter}');

    await screen.findByRole('heading', { name: 'Studies' });
    expect(address()).toBe('/recordings?sort=new');
    expect(body).toEqual({
      email: 'mira@example.org',
      password: 'correct horse battery',
      refresh_transport: 'cookie',
    });
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('says what is wrong and keeps what was typed', async () => {
    server.use(http.post('*/v1/auth/login', () => problem(401, 'wrong-credentials', 'Wrong.')));
    const { user, container } = renderApp('/sign-in', { signedIn: false });

    await user.type(await screen.findByLabelText('Email address'), 'mira@example.org');
    await user.type(screen.getByLabelText('Password'), 'not this one{Enter}');

    expect(await screen.findByRole('alert')).toHaveTextContent('The email address or the password is wrong.');
    expect(screen.getByLabelText('Email address')).toHaveValue('mira@example.org');
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('says how long to wait when the account is locked', async () => {
    server.use(
      http.post('*/v1/auth/login', () =>
        HttpResponse.json(
          { type: 'https://halcyon.care/problems/sign-in-locked', title: 'Too many wrong passwords.' },
          { status: 429, headers: { 'Retry-After': '840' } },
        ),
      ),
    );
    const { user } = renderApp('/sign-in', { signedIn: false });

    await user.type(await screen.findByLabelText('Email address'), 'mira@example.org');
    await user.type(screen.getByLabelText('Password'), 'again{Enter}');

    expect(await screen.findByRole('alert')).toHaveTextContent(/Too many wrong passwords\..*Wait 14 minutes/);
  });
});

describe('registering', () => {
  it('counts the missing characters while typing and stops a short password', async () => {
    const { user } = renderApp('/register', { signedIn: false });

    await user.type(await screen.findByLabelText('Email address'), 'mira@example.org');
    await user.type(screen.getByLabelText('Password'), 'elevenchars');
    expect(screen.getByText('1 more character')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Create an account' }));

    expect(screen.getByLabelText('Password')).toBeInvalid();
    expect(screen.getByLabelText('Password')).toHaveFocus();
    expect(screen.getByLabelText('Password')).toHaveAccessibleDescription(/Use at least 12 characters/);
  });

  it('shows the password on request', async () => {
    const { user } = renderApp('/register', { signedIn: false });
    const password = await screen.findByLabelText('Password');

    await user.click(screen.getByRole('button', { name: 'Show password' }));

    expect(password).toHaveAttribute('type', 'text');
    expect(password).toHaveAttribute('autocomplete', 'new-password');
  });

  it.each([
    [problem(409, 'email-taken', 'Taken.'), 'Email address', /has an account already/],
    [
      problem(400, 'validation', 'Invalid.', { errors: { Password: ['This password is in many leaks.'] } }),
      'Password',
      /in many leaks/,
    ],
  ])('shows the server’s complaint beside its field', async (answer, label, message) => {
    server.use(http.post('*/v1/auth/register', () => answer.clone()));
    const { user, container } = renderApp('/register', { signedIn: false });

    await user.type(await screen.findByLabelText('Email address'), 'mira@example.org');
    await user.type(screen.getByLabelText('Password'), 'a long enough password');
    await user.click(screen.getByRole('button', { name: 'Create an account' }));

    await waitFor(() => expect(screen.getByLabelText(label)).toHaveAccessibleDescription(message));
    await waitFor(() => expect(screen.getByLabelText(label)).toHaveFocus());
    expect(await accessibilityFaults(container)).toEqual([]);
  });
});

describe('the account menu', () => {
  it('changes the theme at once and remembers it', async () => {
    server.use(emptyList);
    const { user } = renderApp('/recordings');

    await user.click(await screen.findByRole('button', { name: 'Account and appearance' }));
    await user.click(screen.getByRole('menuitemradio', { name: 'Calm dark' }));

    expect(screen.getByRole('menuitemradio', { name: 'Calm dark' })).toBeChecked();
    expect(localStorage.getItem('halcyon.appearance')).toContain('"theme":"calm_dark"');
  });

  it('signs out, tells the server, and returns to the first page', async () => {
    let toldServer = false;
    server.use(
      emptyList,
      http.post('*/v1/auth/logout', ({ request }) => {
        toldServer = request.headers.get('X-Halcyon-Client') === 'web';
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user, address } = renderApp('/recordings');

    await user.click(await screen.findByRole('button', { name: 'Account and appearance' }));
    await user.click(screen.getByRole('menuitem', { name: 'Sign out' }));

    await screen.findByRole('link', { name: 'Create an account' });
    expect(address()).toBe('/');
    expect(toldServer).toBe(true);
    expect(localStorage.getItem('halcyon.signed-in')).toBeNull();
  });
});
