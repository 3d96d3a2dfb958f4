import { queryOptions, useQuery } from '@tanstack/react-query';
import { ask } from '@/lib/api/upcoming';

export interface TwoStep {
  totp_enabled: boolean;
  recovery_codes_left: number;
}

export interface TotpSetUp {
  secret: string;
  otpauth_uri: string;
  /** An SVG document. */
  qr_svg: string;
}

export const twoStepQuery = queryOptions({
  queryKey: ['two-step'],
  queryFn: () => ask<TwoStep>('GET', '/v1/auth/mfa'),
});

export function useTwoStep() {
  return useQuery(twoStepQuery);
}

export function startTotp(password: string): Promise<TotpSetUp> {
  return ask('POST', '/v1/auth/mfa/totp', { password });
}

export function confirmTotp(code: string): Promise<{ recovery_codes: string[] }> {
  return ask('POST', '/v1/auth/mfa/totp/confirm', { code });
}

export function removeTotp(password: string, code: string | null): Promise<undefined> {
  return ask('DELETE', '/v1/auth/mfa/totp', { password, mfa_code: code });
}

export function renewRecoveryCodes(
  password: string,
  code: string | null,
): Promise<{ recovery_codes: string[] }> {
  return ask('POST', '/v1/auth/mfa/recovery-codes', { password, mfa_code: code });
}
