import { create } from 'zustand';
import type { paths } from './schema';
import { Problem } from './problem';

export type SessionResponse =
  paths['/v1/auth/login']['post']['responses'][200]['content']['application/json'];
export type User = SessionResponse['user'];

interface SessionState {
  /** `unreachable`: a session probably exists, but the server has not answered yet. */
  status: 'starting' | 'signed-out' | 'signed-in' | 'unreachable';
  user: User | null;
  /** The person ended the session themselves, so nobody is waiting to return to this page. */
  hasLeft: boolean;
}

/** Who is signed in. The access token itself stays in this module, out of reach of components and storage. */
export const useSession = create<SessionState>(() => ({ status: 'starting', user: null, hasLeft: false }));

// Only whether a refresh cookie is likely to exist, so that a first visit asks the server nothing.
const rememberedKey = 'halcyon.signed-in';
const refreshEarlySeconds = 30;

let accessToken: string | null = null;
let expiresAt = 0;
let refreshing: Promise<boolean> | null = null;

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('halcyon.session');
channel?.addEventListener('message', (event) => {
  if (event.data === 'signed-out') forget(true);
});

export function beginSession(session: SessionResponse): void {
  accessToken = session.access_token;
  expiresAt = Date.now() + session.expires_in * 1000;
  remember(true);
  useSession.setState({ status: 'signed-in', user: session.user, hasLeft: false });
}

/** Forgets the session in this tab and every other one. The server has been told before. */
export function endSession(): void {
  forget(true);
  channel?.postMessage('signed-out');
}

/** At start: a returning person is signed in again without being asked. */
export async function resumeSession(): Promise<void> {
  if (!isRemembered()) {
    useSession.setState({ status: 'signed-out', user: null });
    return;
  }
  try {
    await refreshSession();
  } catch {
    useSession.setState({ status: 'unreachable' });
  }
}

/** A token that is good for this request, or null when nobody is signed in. */
export async function currentAccessToken(): Promise<string | null> {
  if (accessToken !== null && Date.now() > expiresAt - refreshEarlySeconds * 1000) await refreshSession();
  return accessToken;
}

/** One refresh at a time, across tabs too: a rotated token used twice would end the session. */
export function refreshSession(): Promise<boolean> {
  refreshing ??= withTabLock(requestRefresh).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function requestRefresh(): Promise<boolean> {
  let response: Response;
  try {
    response = await fetch('/v1/auth/refresh', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', 'X-Halcyon-Client': 'web' },
      body: JSON.stringify({ refresh_token: null }),
    });
  } catch {
    // No network says nothing about the session; it may still be good once there is one again.
    if (useSession.getState().status === 'starting')
      useSession.setState({ status: 'signed-out', user: null });
    throw Problem.offline();
  }
  if (response.ok) {
    beginSession((await response.json()) as SessionResponse);
    return true;
  }
  if (response.status === 401 || response.status === 400) {
    forget(false);
    return false;
  }
  throw await Problem.fromResponse(response);
}

async function withTabLock(work: () => Promise<boolean>): Promise<boolean> {
  // Plain-http addresses other than localhost have no Web Locks; one tab at a time is then on the person.
  if (!('locks' in navigator)) return work();
  return await navigator.locks.request('halcyon.refresh', work);
}

function forget(hasLeft: boolean): void {
  accessToken = null;
  expiresAt = 0;
  remember(false);
  useSession.setState({ status: 'signed-out', user: null, hasLeft });
}

function isRemembered(): boolean {
  try {
    return localStorage.getItem(rememberedKey) !== null;
  } catch {
    return true;
  }
}

function remember(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(rememberedKey, '1');
    else localStorage.removeItem(rememberedKey);
  } catch {
    // Without storage every start simply asks the server.
  }
}
