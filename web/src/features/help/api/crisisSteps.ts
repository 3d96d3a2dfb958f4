import { fetchRaw } from '@/lib/api/client';

type Step = 'shown' | 'safety-plan-opened' | 'hotline-opened' | 'safe';

/** Notes what happened after a crisis. Help itself never waits for it, and never fails with it. */
export function noteStep(eventId: string | null, step: Step): void {
  if (eventId === null) return;
  void postStep(eventId, step).catch(() => undefined);
}

export async function postStep(eventId: string, step: Step): Promise<void> {
  await fetchRaw(`/v1/crisis/events/${encodeURIComponent(eventId)}/${step}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
    // The page may be left for the telephone at once.
    keepalive: true,
  });
}
