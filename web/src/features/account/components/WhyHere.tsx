import { Clock, CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useSession } from '@/lib/api/session';
import { t } from '@/lib/messages/signIn';
import { externalAdvice } from '../model/externalAdvice';

/** Why someone is at the sign-in page who did not mean to go there. */
export function WhyHere() {
  const [query] = useSearchParams();
  const signedOutBy = useSession((state) => state.signedOutBy);
  const problem = query.get('problem');
  if (problem !== null) {
    return (
      <Notice icon={<CircleAlert aria-hidden className="text-danger mt-0.5 size-4.5 shrink-0" />}>
        <p className="font-medium">{t('signIn.externalFailed')}</p>
        <p className="text-soft mt-0.5">{externalAdvice(problem)}</p>
      </Notice>
    );
  }
  if (signedOutBy !== 'inactivity') return null;
  return (
    <Notice icon={<Clock aria-hidden className="text-accent mt-0.5 size-4.5 shrink-0" />}>
      <p className="font-medium">{t('signIn.inactive')}</p>
      <p className="text-soft mt-0.5">{t('signIn.inactiveText')}</p>
    </Notice>
  );
}

function Notice({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div role="status" className="bg-sunken mb-5 flex gap-3 rounded-sm px-3.5 py-3">
      {icon}
      <div>{children}</div>
    </div>
  );
}
