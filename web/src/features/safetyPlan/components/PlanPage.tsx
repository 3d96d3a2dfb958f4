import { useQuery } from '@tanstack/react-query';
import { Printer, WifiOff } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { Loaded } from '@/components/Loaded';
import { SaveState } from '@/components/SaveState';
import { usePageTitle } from '@/components/usePageTitle';
import { isProblem } from '@/lib/api/problem';
import { useSession } from '@/lib/api/session';
import { outlivesThePage } from '@/lib/deviceStore/deviceStore';
import { formatDate } from '@/lib/messages/format';
import { t } from '@/lib/messages/plan';
import { planQuery, type Unsent } from '../api/plan';
import { isEmptyPlan, sections, type Plan, type PlanContent } from '../model/plan';
import { usePlanSaving } from '../model/usePlanSaving';
import { ContactSection } from './ContactSection';
import { EarlierVersions } from './EarlierVersions';
import { PlanOnThisDevice } from './PlanOnThisDevice';
import { PlanSection, SectionReading } from './PlanSection';
import { WrittenElsewhere } from './WrittenElsewhere';

/** The safety plan: to read first of all, to write a section at a time. */
export function PlanPage() {
  usePageTitle(t('plan.title'));
  const opened = useQuery(planQuery);
  const isGuest = useSession(({ user }) => user?.is_guest ?? false);
  return (
    <div className="mx-auto w-full max-w-[42rem] px-5 pt-8 pb-24 print:max-w-none print:p-0">
      <h1 tabIndex={-1} className="font-serif text-2xl font-medium tracking-tight">
        {t('plan.title')}
      </h1>
      {opened.isError && isProblem(opened.error, 'offline') ? (
        <p className="mt-4 max-w-[60ch] text-base">{t('plan.offlineNone')}</p>
      ) : (
        <Loaded of={opened} waiting={t('plan.loading')}>
          {({ plan, isFromDevice, unsent, restored }) => {
            if (isFromDevice) return <ReadOnlyPlan plan={plan} unsent={unsent} />;
            if (unsent && unsent.base !== plan.version) {
              return (
                <>
                  <WrittenElsewhere unsent={unsent} />
                  <Reading plan={plan} />
                </>
              );
            }
            // A version that was brought back is a plan of its own.
            return <WritablePlan key={restored ?? 0} plan={plan} unsent={unsent} />;
          }}
        </Loaded>
      )}
      {opened.data && !isGuest ? <PlanOnThisDevice /> : null}
      {opened.data && !opened.data.isFromDevice && !isGuest ? <ContactSection /> : null}
    </div>
  );
}

function ReadOnlyPlan({ plan, unsent }: { plan: Plan; unsent: Unsent | null }) {
  return (
    <>
      <p className="bg-firefly-soft mt-4 flex items-center gap-2.5 rounded-sm px-3.5 py-3 print:hidden">
        <WifiOff aria-hidden className="text-firefly-ink size-4 shrink-0" />
        <span>
          {t('plan.offline')} {unsent ? t('plan.offlineUnsent') : null}
        </span>
      </p>
      <Reading plan={{ ...plan, ...unsent?.content }} />
    </>
  );
}

function Reading({ plan }: { plan: Plan }) {
  return (
    <>
      {sections.map((section) => (
        <SectionReading key={section.key} section={section} content={plan} />
      ))}
      <Printed plan={plan} />
    </>
  );
}

function WritablePlan({ plan, unsent }: { plan: Plan; unsent: Unsent | null }) {
  const { content, change, step, retry } = usePlanSaving(plan, unsent);
  const [open, setOpen] = useState<keyof PlanContent | null>(null);
  return (
    <>
      <p className="text-soft mt-2 max-w-[60ch] text-base print:hidden">{t('plan.text')}</p>
      <div className="mt-1 -mb-3 flex justify-end print:hidden">
        <SaveState step={step} onRetry={retry} />
      </div>
      {step === 'failed' && outlivesThePage() ? (
        <p className="text-soft print:hidden">{t('plan.keptHere')}</p>
      ) : null}
      {sections.map((section) => (
        <PlanSection
          key={section.key}
          section={section}
          content={content}
          isOpen={open === section.key}
          onOpen={(isOpen) => setOpen(isOpen ? section.key : null)}
          onChange={change}
        />
      ))}
      {/* Below, where their coming moves nothing that is being written. */}
      <div className="mt-4 -ml-4 flex flex-wrap items-center gap-x-2 print:hidden">
        {isEmptyPlan(content) ? null : (
          <Button tone="quiet" size="touch" onPress={() => window.print()}>
            <Printer aria-hidden className="size-4" />
            {t('plan.print')}
          </Button>
        )}
        {plan.version > 0 ? <EarlierVersions current={plan.version} /> : null}
      </div>
      <Printed plan={plan} />
    </>
  );
}

/** On paper only: which state of the plan this is. */
function Printed({ plan }: { plan: Plan }) {
  return plan.updated_at === null ? null : (
    <p className="mt-8 hidden print:block">{t('plan.printed', { date: formatDate(plan.updated_at) })}</p>
  );
}
