import { api, unwrap } from '@/lib/api/client';
import { beginSession } from '@/lib/api/session';

export function verifyEmail(userId: string, token: string) {
  return unwrap(api.POST('/v1/auth/verify-email', { body: { user_id: userId, token } }));
}

export function sendVerificationAgain() {
  return unwrap(api.POST('/v1/users/me/verify-email'));
}

export function forgotPassword(email: string) {
  return unwrap(api.POST('/v1/auth/forgot-password', { body: { email } }));
}

export function resetPassword(userId: string, token: string, password: string) {
  return unwrap(api.POST('/v1/auth/reset-password', { body: { user_id: userId, token, password } }));
}

export function confirmEmailChange(userId: string, email: string, token: string) {
  return unwrap(api.POST('/v1/auth/confirm-email-change', { body: { user_id: userId, email, token } }));
}

export async function acceptInvitation(token: string, password: string, displayName: string): Promise<void> {
  beginSession(
    await unwrap(
      api.POST('/v1/auth/accept-invitation', {
        body: { token, password, display_name: displayName || null, refresh_transport: 'cookie' },
      }),
    ),
  );
}
