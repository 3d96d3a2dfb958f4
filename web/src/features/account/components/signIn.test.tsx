import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { mira, problem, server } from '../../../../tests/server';

const emptyList = http.get('*/v1/recordings', () => HttpResponse.json({ items: [], next_cursor: null }));

async function enterPassword(user: ReturnType<typeof renderApp>['user']) {
  await user.type(await screen.findByLabelText('Email address'), 'mira@example.org');
  await user.type(screen.getByLabelText('Password'), 'correct horse battery{Enter}');
}

/** A server where the password is right and the account has an authenticator. */
function twoSteps(accepted: string) {
  const bodies: unknown[] = [];
  server.use(
    emptyList,
    http.post('*/v1/auth/login', async ({ request }) => {
      const body = (await request.json()) as { mfa_code?: string };
      bodies.push(body);
      if (body.mfa_code === undefined) return problem(401, 'mfa-required', 'One more step.');
      return body.mfa_code === accepted ? HttpResponse.json(mira) : problem(401, 'mfa-wrong', 'Wrong code.');
    }),
  );
  return bodies;
}

describe('two-step sign-in', () => {
  it('asks for six digits, keeps the place after a wrong code, and goes on with the right one', async () => {
    const bodies = twoSteps('123456');
    const { user, address, container } = renderApp('/recordings', { signedIn: false });
    await enterPassword(user);

    const code = await screen.findByLabelText('Six-digit code');
    await waitFor(() => expect(code).toHaveFocus());
    expect(code).toHaveAttribute('autocomplete', 'one-time-code');
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.type(code, '999999{Enter}');
    await waitFor(() => expect(code).toHaveAccessibleDescription(/This code is not right/));
    await user.clear(code);
    await user.type(code, '123 456{Enter}');

    await screen.findByRole('heading', { name: 'Studies' });
    expect(address()).toBe('/recordings');
    expect(bodies.at(-1)).toMatchObject({ email: 'mira@example.org', mfa_code: '123456' });
  });

  it('takes a recovery code instead', async () => {
    const bodies = twoSteps('k7f2-9qmx');
    const { user } = renderApp('/recordings', { signedIn: false });
    await enterPassword(user);

    await user.click(await screen.findByRole('button', { name: 'Use a recovery code instead' }));
    await user.type(screen.getByLabelText('Recovery code'), 'k7f2-9qmx{Enter}');

    await screen.findByRole('heading', { name: 'Studies' });
    expect(bodies.at(-1)).toMatchObject({ mfa_code: 'k7f2-9qmx' });
  });

  it('does not send a code that cannot be one', async () => {
    const bodies = twoSteps('123456');
    const { user } = renderApp('/sign-in', { signedIn: false });
    await enterPassword(user);

    await user.type(await screen.findByLabelText('Six-digit code'), '123{Enter}');

    expect(screen.getByLabelText('Six-digit code')).toHaveAccessibleDescription('Write all six digits.');
    expect(bodies).toHaveLength(1);
  });
});

describe('other ways in', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('offers the external provider that the server names, and comes back to the page', async () => {
    server.use(
      http.get('*/v1/status', () =>
        HttpResponse.json({
          name: 'Halcyon',
          version: '1',
          demo_enabled: false,
          registration_enabled: true,
          oidc: { name: 'Riverside' },
        }),
      ),
    );
    renderApp('/recordings?sort=new', { signedIn: false });

    expect(await screen.findByRole('link', { name: 'Continue with Riverside' })).toHaveAttribute(
      'href',
      '/v1/auth/oidc/start?return_to=%2Frecordings%3Fsort%3Dnew',
    );
  });

  it('says why the external provider did not work', async () => {
    renderApp('/sign-in?problem=https://halcyon.care/problems/account-disabled', { signedIn: false });

    expect(await screen.findByText('Signing in there did not work.')).toBeInTheDocument();
    expect(screen.getByText(/An administrator of this server has closed it/)).toBeInTheDocument();
  });

  it('signs in with a passkey', async () => {
    const get = stubPasskeys();
    let proof: unknown;
    server.use(
      emptyList,
      http.post('*/v1/auth/passkeys/sign-in-options', () =>
        HttpResponse.json({ options: { challenge: 'AQID', rpId: 'localhost' }, state: 'sealed' }),
      ),
      http.post('*/v1/auth/passkeys/sign-in', async ({ request }) => {
        proof = await request.json();
        return HttpResponse.json(mira);
      }),
    );
    const { user } = renderApp('/recordings', { signedIn: false });

    await user.click(await screen.findByRole('button', { name: 'Sign in with a passkey' }));

    await screen.findByRole('heading', { name: 'Studies' });
    expect(get.mock.calls[0]?.[0]).toMatchObject({ publicKey: { challenge: new Uint8Array([1, 2, 3]) } });
    expect(proof).toMatchObject({
      state: 'sealed',
      refresh_transport: 'cookie',
      credential: {
        id: 'BAU',
        rawId: 'BAU',
        type: 'public-key',
        response: { signature: 'CQ', userHandle: 'Cg' },
      },
    });
  });

  it('says nothing when the person closes the browser’s dialog', async () => {
    stubPasskeys().mockRejectedValue(new DOMException('Closed.', 'NotAllowedError'));
    server.use(
      http.post('*/v1/auth/passkeys/sign-in-options', () =>
        HttpResponse.json({ options: { challenge: 'AQID' }, state: 'sealed' }),
      ),
    );
    const { user } = renderApp('/sign-in', { signedIn: false });
    const button = await screen.findByRole('button', { name: 'Sign in with a passkey' });

    await user.click(button);

    await waitFor(() => expect(button).toBeEnabled());
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});

/** A browser with one passkey, as far as jsdom lacks it. */
function stubPasskeys() {
  const bytes = (...values: number[]) => new Uint8Array(values).buffer;
  class Assertion {
    clientDataJSON = bytes(7);
    authenticatorData = bytes(8);
    signature = bytes(9);
    userHandle = bytes(10);
  }
  class Credential {
    id = 'BAU';
    rawId = bytes(4, 5);
    type = 'public-key';
    authenticatorAttachment = 'platform';
    response = new Assertion();
    getClientExtensionResults = () => ({});
  }
  const get = vi.fn<(options: unknown) => Promise<unknown>>(() => Promise.resolve(new Credential()));
  vi.stubGlobal('PublicKeyCredential', Credential);
  vi.stubGlobal('AuthenticatorAttestationResponse', Date);
  Object.defineProperty(navigator, 'credentials', { configurable: true, value: { get } });
  return get;
}
