import { api, unwrap } from '@/lib/api/client';

const paths = {
  shown: '/v1/crisis/events/{eventId}/shown',
  'safety-plan-opened': '/v1/crisis/events/{eventId}/safety-plan-opened',
  'hotline-opened': '/v1/crisis/events/{eventId}/hotline-opened',
  safe: '/v1/crisis/events/{eventId}/safe',
} as const;

type Step = keyof typeof paths;

/** Notes what happened after a crisis. Help itself never waits for it, and never fails with it. */
export function noteStep(eventId: string | null, step: Step): void {
  if (eventId === null) return;
  const options = {
    params: { path: { eventId } },
    // The page may be left for the telephone at once.
    keepalive: true,
  };
  void unwrap(api.POST(paths[step], options)).catch(() => undefined);
}
