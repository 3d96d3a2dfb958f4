import type { Location } from 'react-router';

export interface ReturnState {
  from?: string | undefined;
}

/** Where someone wanted to go before they were asked to sign in. */
export function returnPathOf(location: Location): string | undefined {
  const from = (location.state as ReturnState | null)?.from;
  return from === undefined ? undefined : ownPath(from);
}

/** A path of this app, or nothing: `//elsewhere.example` would lead away from here. */
export function ownPath(path: string | null): string | undefined {
  return path !== null && /^\/(?![/\\])/.test(path) ? path : undefined;
}
