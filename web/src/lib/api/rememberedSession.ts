// Only whether a refresh cookie is likely to exist, so that a first visit asks the server nothing.
const rememberedKey = 'halcyon.signed-in';

/** A guest has no password to come back with, so nobody signs a guest out for being away. */
export function rememberSession(isGuest: boolean): void {
  try {
    localStorage.setItem(rememberedKey, isGuest ? 'guest' : 'account');
  } catch {
    // Without storage every start simply asks the server.
  }
}

export function forgetSession(): void {
  try {
    localStorage.removeItem(rememberedKey);
  } catch {
    // Nothing was kept.
  }
}

export function isRemembered(): 'account' | 'guest' | null {
  try {
    const kept = localStorage.getItem(rememberedKey);
    return kept === null ? null : kept === 'guest' ? 'guest' : 'account';
  } catch {
    return 'account';
  }
}
