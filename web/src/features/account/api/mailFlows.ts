import { ask } from '@/lib/api/upcoming';
import { beginSession, type SessionResponse } from '@/lib/api/session';

export function verifyEmail(userId: string, token: string): Promise<undefined> {
  return ask('POST', '/v1/auth/verify-email', { user_id: userId, token });
}

export function sendVerificationAgain(): Promise<undefined> {
  return ask('POST', '/v1/users/me/verify-email');
}

export function forgotPassword(email: string): Promise<undefined> {
  return ask('POST', '/v1/auth/forgot-password', { email });
}

export function resetPassword(userId: string, token: string, password: string): Promise<undefined> {
  return ask('POST', '/v1/auth/reset-password', { user_id: userId, token, password });
}

export function confirmEmailChange(userId: string, email: string, token: string): Promise<undefined> {
  return ask('POST', '/v1/auth/confirm-email-change', { user_id: userId, email, token });
}

export async function acceptInvitation(token: string, password: string, displayName: string): Promise<void> {
  beginSession(
    await ask<SessionResponse>('POST', '/v1/auth/accept-invitation', {
      token,
      password,
      display_name: displayName || null,
      refresh_transport: 'cookie',
    }),
  );
}
