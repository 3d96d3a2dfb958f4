import { http, HttpResponse, type JsonBodyType } from 'msw';
import { setupServer } from 'msw/node';
import type { SessionResponse } from '@/lib/api/session';

/** The mocked network. A request that no handler expects fails its test. */
export const server = setupServer(
  http.get('*/v1/status', () =>
    HttpResponse.json({ name: 'Halcyon', version: '0.1.0', demo_enabled: true, registration_enabled: true }),
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
    erase_after: null,
    email_verified: true,
    mfa_enabled: false,
    has_password: true,
    passkey_count: 0,
  },
};
