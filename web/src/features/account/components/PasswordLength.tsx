import { Check } from 'lucide-react';
import { t } from '@/lib/messages/signIn';
import { minimumPasswordLength } from '../model/accountFields';

/** How far a new password is, said kindly while it is written. */
export function PasswordLength({ password }: { password: string }) {
  const length = password.length;
  const missing = minimumPasswordLength - length;
  if (length === 0) return t('account.passwordHint');
  return (
    <span className="flex items-center gap-2">
      <span className="bg-line h-1 w-24 overflow-hidden rounded-full">
        <span
          className={`block h-full rounded-full ${missing > 0 ? 'bg-firefly' : 'bg-good'}`}
          style={{ width: `${Math.min(100, (length / minimumPasswordLength) * 100)}%` }}
        />
      </span>
      {missing > 0 ? (
        t('account.passwordMore', { count: missing })
      ) : (
        <span className="text-good inline-flex items-center gap-1">
          <Check aria-hidden className="size-3.5" />
          {t('account.passwordLongEnough')}
        </span>
      )}
    </span>
  );
}
