import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type EndedSession = components['schemas']['EndedSession'];

export interface Feedback {
  rating: number | null;
  tags: readonly string[];
  text: string;
}

export const noFeedback: Feedback = { rating: null, tags: [], text: '' };

/** Begins a session. The same key again finds the same session. */
export async function startSession(interventionId: string, key: string): Promise<string> {
  const started = await unwrap(
    api.POST('/v1/interventions/{interventionId}/start', {
      params: { path: { interventionId }, header: { 'Idempotency-Key': key } },
      body: {},
    }),
  );
  return started.session_id;
}

export async function completeSession(
  sessionId: string,
  { rating, tags, text }: Feedback,
  durationSeconds: number,
): Promise<EndedSession> {
  return await unwrap(
    api.POST('/v1/interventions/sessions/{sessionId}/complete', {
      params: { path: { sessionId } },
      body: {
        ...(rating === null ? {} : { effectiveness_rating: rating }),
        ...(tags.length === 0 ? {} : { feedback_tags: [...tags] }),
        ...(text.trim() === '' ? {} : { feedback_text: text.trim() }),
        duration_actual_seconds: Math.min(durationSeconds, longestSeconds),
      },
      // Also arrives when the page is closed in the same moment.
      keepalive: true,
    }),
  );
}

export async function skipSession(sessionId: string): Promise<void> {
  await unwrap(
    api.POST('/v1/interventions/sessions/{sessionId}/skip', {
      params: { path: { sessionId } },
      keepalive: true,
    }),
  );
}

/** A day; the server takes no more. */
const longestSeconds = 86_400;
