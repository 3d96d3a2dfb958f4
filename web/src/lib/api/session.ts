import { create } from 'zustand';
import { forgetDrafts } from '@/lib/drafts';
import { forgetActivity, lastActivity, noteActivity } from './activity';
import { forgetSession, isRemembered, rememberSession } from './rememberedSession';
import type { paths } from './schema';
import { Problem } from './problem';
import { whenWorkIsFinished } from './unfinishedWork';

export type SessionResponse =
  paths['/v1/auth/login']['post']['responses'][200]['content']['application/json'];
export type User = SessionResponse['user'];

interface SessionState {
  /** `unreachable`: a session probably exists, but the server has not answered yet. */
  status: 'starting' | 'signed-out' | 'signed-in' | 'unreachable';
  user: User | null;
  /** `person`: nobody is waiting to return to this page. `inactivity`: they are, and may ask what happened. */
  signedOutBy: 'person' | 'inactivity' | null;
}

/** Who is signed in. The access token itself stays in this module, out of reach of components and storage. */
export const useSession = create<SessionState>(() => ({
  status: 'starting',
  user: null,
  signedOutBy: null,
}));

export const signOutAfterMilliseconds = 15 * 60_000;
const refreshEarlySeconds = 30;

let accessToken: string | null = null;
let expiresAt = 0;
let refreshing: Promise<boolean> | null = null;
// The page is locked, and what runs on still needs the token.
let isFinishing = false;
let ending: Promise<void> = Promise.resolve();

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('halcyon.session');
channel?.addEventListener('message', (event) => {
  if (event.data === 'signed-out') forget('person');
  if (event.data === 'locked') lock();
  if (event.data === 'signed-in' && useSession.getState().status === 'signed-out') void follow();
});

/** Someone has just signed in. */
export function beginSession(session: SessionResponse): void {
  // Signing in again, to prove who it is or after being locked out, leaves no session behind.
  if (isFinishing || useSession.getState().status === 'signed-in') void endOldSession();
  isFinishing = false;
  noteActivity();
  accept(session);
  channel?.postMessage('signed-in');
}

/** What the server has just said about the account, without waiting for the next refresh. */
export function updateUser(changed: Partial<User>): void {
  useSession.setState(({ user }) => ({ user: user && { ...user, ...changed } }));
}

/** Forgets the session in this tab and every other one. The server has been told before. */
export function endSession(): void {
  forget('person');
  channel?.postMessage('signed-out');
}

/** Nobody has been here for too long: every tab is locked at once, and the session ends when running work is done. */
export async function endInactiveSession(): Promise<void> {
  lock();
  channel?.postMessage('locked');
  await whenWorkIsFinished();
  // Someone may have signed in again while it ran; that session is not ours to end.
  if (!isFinishing) return;
  isFinishing = false;
  accessToken = null;
  ending = requestLogout('same-origin');
  await ending;
}

/** Someone who signs in again in that moment must not have their new cookie taken away by the old session's end. */
export function whenSessionEnded(): Promise<void> {
  return ending;
}

/** At start: a returning person is signed in again without being asked. */
export async function resumeSession(): Promise<void> {
  const remembered = isRemembered();
  if (!remembered) {
    useSession.setState({ status: 'signed-out', user: null });
    return;
  }
  const last = lastActivity();
  if (remembered !== 'guest' && last !== null && Date.now() - last >= signOutAfterMilliseconds) {
    await endInactiveSession();
    return;
  }
  try {
    if (await refreshSession()) noteActivity();
  } catch {
    useSession.setState({ status: 'unreachable' });
  }
}

/** Another provider has vouched for someone, and the server has set the cookie. */
export async function resumeAfterExternalSignIn(): Promise<boolean> {
  isFinishing = false;
  noteActivity();
  return refreshSession();
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
    // No network says nothing about the session; it may still be good once there is one again. Said to be
    // signed out for even a moment, a page that works offline would be left for the sign-in form.
    if (useSession.getState().status === 'starting') {
      useSession.setState({ status: isRemembered() ? 'unreachable' : 'signed-out', user: null });
    }
    throw Problem.offline();
  }
  if (response.ok) {
    accept((await response.json()) as SessionResponse);
    return true;
  }
  if (response.status === 401 || response.status === 400) {
    forget(useSession.getState().signedOutBy);
    return false;
  }
  throw await Problem.fromResponse(response);
}

async function withTabLock(work: () => Promise<boolean>): Promise<boolean> {
  // Plain-http addresses other than localhost have no Web Locks; one tab at a time is then on the person.
  if (!('locks' in navigator)) return work();
  return await navigator.locks.request('halcyon.refresh', work);
}

function accept(session: SessionResponse): void {
  accessToken = session.access_token;
  expiresAt = Date.now() + session.expires_in * 1000;
  if (isFinishing) return;
  forgetDrafts(session.user.id);
  rememberSession(session.user.is_guest);
  useSession.setState({ status: 'signed-in', user: session.user, signedOutBy: null });
}

function forget(signedOutBy: SessionState['signedOutBy']): void {
  accessToken = null;
  expiresAt = 0;
  isFinishing = false;
  forgetSession();
  forgetActivity();
  // Who leaves on purpose leaves nothing behind; who is turned out finds it again.
  if (signedOutBy === 'person') forgetDrafts();
  useSession.setState({ status: 'signed-out', user: null, signedOutBy });
}

function lock(): void {
  isFinishing = true;
  forgetSession();
  forgetActivity();
  useSession.setState({ status: 'signed-out', user: null, signedOutBy: 'inactivity' });
}

/** Signed in from another tab: this one need not ask again. */
async function follow(): Promise<void> {
  isFinishing = false;
  await refreshSession().catch(() => false);
}

/** By its access token: the cookie belongs to the new session already. */
async function endOldSession(): Promise<void> {
  if (accessToken === null) return;
  await requestLogout('omit', { Authorization: `Bearer ${accessToken}` });
}

async function requestLogout(
  credentials: RequestCredentials,
  extra: Record<string, string> = {},
): Promise<void> {
  const headers = { 'Content-Type': 'application/json', 'X-Halcyon-Client': 'web', ...extra };
  try {
    await fetch('/v1/auth/logout', { method: 'POST', credentials, headers, body: '{"refresh_token":null}' });
  } catch {
    // Out of reach: this browser has forgotten the session, and the server lets it expire.
  }
}
