import { useSession } from '@/lib/api/session';
import { forgetPerson } from './deviceStore';
import { forgetClosedPlan } from './planOnDevice';

// Who was signed in here last, by id alone: with no network this is the person whose things are on the device.
const lastUserKey = 'halcyon.device-user';

/** Follows the session for the life of the page: an id is remembered, and whoever signs out leaves nothing behind. */
export function followDeviceUser(): () => void {
  return useSession.subscribe(({ status, user, signedOutBy }, { user: before }) => {
    if (user && user.id !== before?.id) remember(user.id);
    if (before && user === null && signedOutBy === 'person') {
      remember(null);
      void forgetPerson(before.id).catch(() => undefined);
    }
    const last = lastUser();
    if (status === 'signed-out' && last !== null) void forgetClosedPlan(last).catch(() => undefined);
  });
}

/** The person signed in, or, while the server cannot be asked, the one who was. */
export function useDeviceUser(): string | null {
  return useSession(({ status, user }) => user?.id ?? (status === 'unreachable' ? lastUser() : null));
}

export function deviceUser(): string | null {
  const { status, user } = useSession.getState();
  return user?.id ?? (status === 'unreachable' ? lastUser() : null);
}

/** Whose things are on this device, signed in or not; nobody's after a sign-out on purpose. */
export function lastUser(): string | null {
  try {
    return localStorage.getItem(lastUserKey);
  } catch {
    return null;
  }
}

function remember(userId: string | null): void {
  try {
    if (userId === null) localStorage.removeItem(lastUserKey);
    else localStorage.setItem(lastUserKey, userId);
  } catch {
    // Without storage nothing is kept for later either.
  }
}
