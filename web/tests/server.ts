import { http, HttpResponse, type JsonBodyType } from 'msw';
import { setupServer } from 'msw/node';
import type { SessionResponse } from '@/lib/api/session';

/** What somebody who never chose has. */
export const preferences = {
  theme: 'calm_light',
  font_family: 'inter',
  font_size: 16,
  animation_speed: 'normal',
  high_contrast: false,
  sound_enabled: true,
  haptic_feedback: true,
  notification_sound: 'gentle_chime',
  reduce_motion: false,
  preferred_language: 'en',
  communication_style: 'warm',
  morning_checkin_enabled: true,
  morning_checkin_time: '08:00',
  evening_reflection_enabled: true,
  evening_reflection_time: '20:00',
  max_notifications_per_day: 3,
  quiet_hours_start: '22:00',
  quiet_hours_end: '07:00',
  time_blindness_support: false,
  task_breakdown_auto: false,
  hyperfocus_reminders: false,
  dopamine_reward_style: 'subtle',
  sensory_load_tracking: false,
  routine_deviation_alerts: false,
  emotion_scaffolding_level: 1,
};

export const emptyPlan = {
  warning_signs: [],
  things_i_can_do: [],
  people_and_places: [],
  people_to_ask: [],
  professionals: [],
  making_it_safer: [],
  version: 0,
  updated_at: null,
};

/** The mocked network. A request that no handler expects fails its test. */
export const server = setupServer(
  http.get('*/v1/users/me/preferences', () => HttpResponse.json(preferences)),
  http.get('*/v1/notifications', () => HttpResponse.json({ items: [], next_cursor: null })),
  // Asked by any screen with words on it, once it is left, and that may be after its test.
  http.post('*/v1/crisis/hear', () => HttpResponse.json({ crisis_alert: false, crisis: null })),
  http.get('*/v1/crisis/safety-plan', () => HttpResponse.json(emptyPlan)),
  http.get('*/v1/notifications/settings', () => HttpResponse.json({ by_email: false, by_push: true })),
  http.get('*/v1/status', () =>
    HttpResponse.json({
      name: 'Halcyon',
      version: '0.1.0',
      demo_enabled: true,
      registration_enabled: true,
      mail_enabled: true,
      wording_enabled: false,
    }),
  ),
);

export function problem(
  status: number,
  code: string,
  title: string,
  rest: Record<string, JsonBodyType> = {},
) {
  return HttpResponse.json(
    { type: `https://halcyon.care/problems/${code}`, status, title, ...rest },
    { status, headers: { 'Content-Type': 'application/problem+json' } },
  );
}

export const mira: SessionResponse = {
  access_token: 'token-1',
  refresh_token: null,
  expires_in: 900,
  user: {
    id: '0193f000-0000-7000-8000-000000000001',
    email: 'mira@example.org',
    display_name: 'Mira',
    roles: ['person'],
    is_guest: false,
    created_at: '2026-03-04T09:00:00Z',
    email_verified: true,
    mfa_enabled: false,
    has_password: true,
    passkey_count: 0,
    erase_after: null,
  },
};
