import { http, HttpResponse, type JsonBodyType } from 'msw';
import type { ChangedCheckIn, CheckIn, CreatedCheckIn } from '@/features/checkins/model/checkIn';
import { server } from './server';

export const checkInId = '0193f000-0000-7000-8000-0000000000c1';

export function checkIn(rest: Partial<CheckIn> = {}): CheckIn {
  return {
    id: checkInId,
    created_at: '2026-03-04T09:15:00Z',
    occurred_at: '2026-03-04T09:15:00Z',
    time_known: true,
    updated_at: null,
    mood_score: 4,
    energy_level: 6,
    anxiety_level: null,
    stress_level: null,
    emotion_tags: [],
    custom_ratings: [],
    location: null,
    activity: null,
    social: null,
    journal_text: null,
    body_scan: null,
    sensory_load: null,
    executive_function: null,
    masking_level: null,
    sleep_hours: null,
    has_voice_note: false,
    journal_sentiment: null,
    ai_emotion_primary: null,
    ai_emotion_secondary: null,
    ai_confidence_score: null,
    crisis_risk_level: 'low',
    ...rest,
  };
}

export function created(rest: Partial<CreatedCheckIn> = {}): CreatedCheckIn {
  return {
    checkin: checkIn(),
    recommendations: [],
    is_hard_moment: false,
    crisis_alert: false,
    crisis: null,
    ...rest,
  };
}

export function changed(rest: Partial<ChangedCheckIn> = {}): ChangedCheckIn {
  return {
    checkin: checkIn(),
    recommendations: [],
    is_hard_moment: false,
    crisis_alert: false,
    crisis: null,
    ...rest,
  };
}

export const recommendation: CreatedCheckIn['recommendations'][number] = {
  id: 'long-exhale',
  name: 'Long exhale',
  short_description: 'Breathe out longer than in, for two minutes.',
  duration_seconds: 120,
  effort_level: 'minimal',
  why_recommended: 'Short, and it asks for little energy.',
  predicted_effectiveness: null,
  interval: null,
};

/** What the companion's first screens ask for, of someone for whom nothing is known yet. */
export function companionHandlers() {
  return [
    http.get('*/v1/checkins', () => HttpResponse.json({ items: [], next_cursor: null })),
    http.get('*/v1/checkins/imports', () => HttpResponse.json({ items: [] })),
    http.post('*/v1/interventions/recommendations', () => HttpResponse.json({ items: [] })),
    http.get('*/v1/crisis/state', () =>
      HttpResponse.json({
        is_paused: false,
        paused_until: null,
        open_event_id: null,
        follow_up_due: null,
        why: null,
      }),
    ),
    http.get('*/v1/crisis/contact', () =>
      HttpResponse.json({
        name: null,
        phone: null,
        email: null,
        consented: false,
        automatic: false,
        message_preview: null,
        sms_text: 'Could you call me?',
        updated_at: null,
      }),
    ),
    http.get('*/v1/users/me/profile', () =>
      HttpResponse.json({ has_adhd: false, has_autism_spectrum: false, conditions: [] }),
    ),
  ];
}

/** What the server was sent, and what it answers. */
export function takeCheckIns(answer: () => Response | HttpResponse<JsonBodyType>) {
  const sent: Record<string, unknown>[] = [];
  server.use(
    http.post('*/v1/checkins', async ({ request }) => {
      sent.push((await request.json()) as Record<string, unknown>);
      return answer();
    }),
  );
  return sent;
}
