import { Printer } from 'lucide-react';
import { Navigate } from 'react-router';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { usePageTitle } from '@/components/usePageTitle';
import { usePlanOnDevice } from '@/features/help/model/usePlanOnDevice';
import { useSession } from '@/lib/api/session';
import { t } from '@/lib/messages/plan';
import { sections, type Plan } from '../model/plan';
import { SectionReading } from './PlanSection';

/** The plan of whoever used this device last: to read, and nothing else. It asks no server, and comes with the app. */
export function PlanSignedOut() {
  usePageTitle(t('plan.title'));
  const status = useSession((state) => state.status);
  const { plan, isLooking } = usePlanOnDevice<Plan>();
  if (status === 'signed-in' || status === 'unreachable') return <Navigate to="/plan" replace />;
  if (status === 'starting' || isLooking) return null;
  return (
    <div className="mx-auto w-full max-w-[42rem] px-5 pt-8 pb-24 print:max-w-none print:p-0">
      <h1 tabIndex={-1} className="font-serif text-2xl font-medium tracking-tight">
        {t('plan.title')}
      </h1>
      <p className="text-soft mt-2 max-w-[60ch] text-base print:hidden">
        {t(plan ? 'plan.signedOut' : 'plan.signedOutNone')}
      </p>
      {plan
        ? sections
            .filter(({ key }) => plan[key].length > 0)
            .map((section) => <SectionReading key={section.key} section={section} content={plan} />)
        : null}
      <div className="mt-9 flex flex-wrap gap-3 print:hidden">
        <ButtonLink to="/help" size="large">
          {t('plan.toHelp')}
        </ButtonLink>
        {plan ? (
          <Button tone="quiet" size="large" onPress={() => window.print()}>
            <Printer aria-hidden className="size-4" />
            {t('plan.print')}
          </Button>
        ) : (
          <ButtonLink to="/sign-in" state={{ from: '/plan' }} tone="quiet" size="large">
            {t('account.signIn')}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}
