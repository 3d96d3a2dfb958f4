import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { mira, problem, server } from '../../../tests/server';
import { api, unwrap } from './client';
import { Problem } from './problem';
import { beginSession, resumeSession, useSession } from './session';

const renamed = { title: 'New title' };

function rename() {
  return unwrap(
    api.PATCH('/v1/recordings/{recordingId}', { params: { path: { recordingId: 'r1' } }, body: renamed }),
  );
}

describe('an expired access token', () => {
  let refreshes = 0;
  let bodies: unknown[] = [];

  beforeEach(() => {
    refreshes = 0;
    bodies = [];
    beginSession(mira);
    server.use(
      http.patch('*/v1/recordings/r1', async ({ request }) => {
        bodies.push(await request.json());
        return request.headers.get('Authorization') === 'Bearer token-2'
          ? HttpResponse.json(renamed)
          : problem(401, 'token-expired', 'Expired.');
      }),
    );
  });

  it('is renewed once for many requests, and each is sent again with its body', async () => {
    server.use(
      http.post('*/v1/auth/refresh', () => {
        refreshes += 1;
        return HttpResponse.json({ ...mira, access_token: 'token-2' });
      }),
    );

    const answers = await Promise.all([rename(), rename(), rename()]);

    expect(answers).toEqual([renamed, renamed, renamed]);
    expect(refreshes).toBe(1);
    expect(bodies).toEqual(Array(6).fill(renamed));
  });

  it('that cannot be renewed signs out and reports the refusal', async () => {
    server.use(http.post('*/v1/auth/refresh', () => problem(401, 'refresh-refused', 'Sign in again.')));

    await expect(rename()).rejects.toMatchObject({ status: 401, code: 'token-expired' });

    expect(useSession.getState().status).toBe('signed-out');
    expect(bodies).toHaveLength(1);
  });

  it('stays a session when the network fails during the renewal', async () => {
    server.use(http.post('*/v1/auth/refresh', () => HttpResponse.error()));

    await expect(rename()).rejects.toMatchObject({ code: 'offline' });

    expect(useSession.getState().status).toBe('signed-in');
  });
});

describe('starting the app', () => {
  it('asks the server nothing for someone who never signed in', async () => {
    await resumeSession();

    expect(useSession.getState().status).toBe('signed-out');
  });

  it('signs a returning person in again by the cookie', async () => {
    localStorage.setItem('halcyon.signed-in', '1');
    server.use(
      http.post('*/v1/auth/refresh', ({ request }) =>
        request.headers.get('X-Halcyon-Client') === 'web'
          ? HttpResponse.json(mira)
          : problem(403, 'cross-site-request', ''),
      ),
    );

    await resumeSession();

    expect(useSession.getState()).toMatchObject({ status: 'signed-in', user: { email: 'mira@example.org' } });
  });

  it('does not forget the session while the server is out of reach', async () => {
    localStorage.setItem('halcyon.signed-in', '1');
    server.use(http.post('*/v1/auth/refresh', () => HttpResponse.error()));
    const seen: string[] = [];
    const stop = useSession.subscribe(({ status }) => seen.push(status));

    await resumeSession();
    stop();

    // A moment of "signed out" would be enough for a page that works offline to give way to the sign-in form.
    expect(new Set(seen)).toEqual(new Set(['unreachable']));
    expect(localStorage.getItem('halcyon.signed-in')).toBe('1');
  });
});

describe('a problem', () => {
  it('takes its code from the type and keeps what the server said', async () => {
    server.use(
      http.patch('*/v1/recordings/r1', () =>
        problem(400, 'invalid-parameter', 'No.', { detail: 'Too long.', errors: { title: ['Too long.'] } }),
      ),
    );

    const failure = await rename().catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(Problem);
    expect(failure).toMatchObject({
      code: 'invalid-parameter',
      detail: 'Too long.',
      fieldErrors: { title: ['Too long.'] },
    });
  });

  it('from a proxy without problem details still has a code', async () => {
    server.use(
      http.patch('*/v1/recordings/r1', () => new HttpResponse('<html>Bad gateway</html>', { status: 502 })),
    );

    await expect(rename()).rejects.toMatchObject({ status: 502, code: 'http-502' });
  });
});
