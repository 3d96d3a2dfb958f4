// When someone last did something, in any tab. Kept beside the session so that a browser that is opened again after
// the time is up does not let the next person in.
const activityKey = 'halcyon.last-activity';

let lastHere = 0;

/** Someone is here: a press, a key, a guided session that is running. */
export function noteActivity(now = Date.now()): void {
  lastHere = now;
  try {
    localStorage.setItem(activityKey, String(now));
  } catch {
    // Without storage each tab watches for itself.
  }
}

/** Milliseconds since the epoch, or null when nothing is known. */
export function lastActivity(): number | null {
  const last = Math.max(lastHere, lastElsewhere());
  return last > 0 ? last : null;
}

/** Calls back when another tab has noted activity. */
export function onActivityElsewhere(callBack: () => void): () => void {
  const listen = (event: StorageEvent) => (event.key === activityKey ? callBack() : undefined);
  window.addEventListener('storage', listen);
  return () => window.removeEventListener('storage', listen);
}

export function forgetActivity(): void {
  lastHere = 0;
  try {
    localStorage.removeItem(activityKey);
  } catch {
    // Nothing was kept.
  }
}

function lastElsewhere(): number {
  try {
    const last = Number(localStorage.getItem(activityKey));
    return Number.isFinite(last) ? last : 0;
  } catch {
    return 0;
  }
}
