import { ask } from '@/lib/api/upcoming';

export function changePassword(currentPassword: string | null, newPassword: string): Promise<undefined> {
  return ask('POST', '/v1/users/me/password', {
    current_password: currentPassword,
    new_password: newPassword,
  });
}

/** The change takes effect when the link in the letter to the new address is opened. */
export function changeEmail(email: string, password: string | null): Promise<undefined> {
  return ask('POST', '/v1/users/me/email', { email, password });
}
