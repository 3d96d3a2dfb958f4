import { api, unwrap } from '@/lib/api/client';

export function changePassword(currentPassword: string | null, newPassword: string) {
  return unwrap(
    api.POST('/v1/users/me/password', {
      body: { current_password: currentPassword, new_password: newPassword },
    }),
  );
}

/** The change takes effect when the link in the letter to the new address is opened. */
export function changeEmail(email: string, password: string | null) {
  return unwrap(api.POST('/v1/users/me/email', { body: { email, password } }));
}
