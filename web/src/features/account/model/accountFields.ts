import { isProblem } from '@/lib/api/problem';
import { t } from '@/lib/messages/t';

export const minimumPasswordLength = 12;

export type FieldErrors = Partial<Record<'email' | 'password' | 'displayName', string>>;

/** Only what is surely wrong: the server knows the rest. */
export function checkEmail(email: string): string | undefined {
  if (email.trim() === '') return t('account.emailMissing');
  return /^[^\s@]+@[^\s@]+$/.test(email.trim()) ? undefined : t('account.emailInvalid');
}

export function checkNewPassword(password: string): string | undefined {
  return password.length < minimumPasswordLength ? t('account.passwordTooShort') : undefined;
}

/** The server's complaints, beside the fields they are about. */
export function fieldErrorsOf(error: unknown): FieldErrors {
  if (!isProblem(error)) return {};
  if (error.status === 409) return { email: t('account.emailTaken') };
  const errors: FieldErrors = {};
  for (const [field, messages] of Object.entries(error.fieldErrors)) {
    const name = fieldNames[field.toLowerCase().replace(/[^a-z]/g, '')];
    if (name && messages[0]) errors[name] = messages[0];
  }
  return errors;
}

const fieldNames: Partial<Record<string, keyof FieldErrors>> = {
  email: 'email',
  password: 'password',
  displayname: 'displayName',
};
