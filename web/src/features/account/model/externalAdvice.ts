import { t } from '@/lib/messages/signIn';

const advice: Partial<Record<string, () => string>> = {
  'account-disabled': () => t('signIn.disabledAdvice'),
  'account-exists': () => t('signIn.external.account-exists'),
  'external-login-taken': () => t('signIn.external.external-login-taken'),
  'provider-declined': () => t('signIn.external.provider-declined'),
  'provider-email-missing': () => t('signIn.external.provider-email-missing'),
  'provider-unavailable': () => t('signIn.external.provider-unavailable'),
  'registration-closed': () => t('account.registerClosed'),
  'sign-in-interrupted': () => t('signIn.external.sign-in-interrupted'),
};

/** Words for the problem type that another provider's answer brought back in the address. */
export function externalAdvice(problem: string): string {
  return (advice[problem.replace(/^.*\//, '')] ?? (() => t('signIn.externalFailedAdvice')))();
}
