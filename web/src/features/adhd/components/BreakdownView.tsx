import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { Button } from '@/components/Button';
import { useServerStatus } from '@/features/account/api/getStatus';
import { useConsents } from '@/features/privacy/api/consents';
import { t } from '@/lib/messages/adhd';
import type { StepToKeep } from '../api/tasks';
import type { Breakdown, useBreakdown } from '../model/useBreakdown';
import { StepList } from './StepList';

interface Props {
  breakdown: ReturnType<typeof useBreakdown>;
  shown: Breakdown;
  isKeeping: boolean;
  onKeep: (title: string, steps: StepToKeep[]) => void;
}

/** Only for whom it is neither on nor out of the question: one quiet line that there is a language service. */
function ServiceOffer() {
  const isWithheld = useConsents().data?.some((one) => one.purpose === 'task_wording' && !one.granted);
  return isWithheld ? (
    <p className="text-soft mt-3 max-w-[60ch]">
      {t('tasks.serviceOffer')}{' '}
      <Link
        to="/settings/consents"
        className="text-accent-strong inline-flex min-h-11 items-center underline underline-offset-4"
      >
        {t('tasks.toConsents')}
      </Link>
    </p>
  ) : null;
}

/** The parts of a task that nobody has kept yet. */
export function BreakdownView({ breakdown, shown, isKeeping, onKeep }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const hasService = useServerStatus().data?.wording_enabled === true;
  useEffect(() => {
    // Out of the field: on a phone its keyboard would cover the steps.
    const frame = requestAnimationFrame(() => {
      heading.current?.focus({ preventScroll: true });
      heading.current?.scrollIntoView({ block: 'nearest' });
    });
    return () => cancelAnimationFrame(frame);
  }, [shown.task]);
  return (
    <section className="mt-7">
      <h2
        ref={heading}
        tabIndex={-1}
        className="font-serif text-xl font-medium tracking-tight [overflow-wrap:anywhere]"
      >
        {shown.task}
      </h2>
      <p className="text-soft mt-1 mb-3">
        {t(shown.isFromService ? 'tasks.fromService' : shown.isKnown ? 'tasks.firstOnly' : 'tasks.notKnown')}
      </p>
      <StepList
        label={t('tasks.stepsOf', { task: shown.task })}
        steps={shown.steps}
        dividing={breakdown.waitsFor}
        onDivide={(step) => void breakdown.divide(step)}
        start={(step) =>
          step.depth === 0 ? (
            <span aria-hidden className="text-soft numeric w-6 shrink-0 self-center text-right text-base">
              {shown.steps.filter(({ depth }) => depth === 0).indexOf(step) + 1}
            </span>
          ) : (
            <span aria-hidden className="bg-line-strong size-1.5 shrink-0 self-center rounded-full" />
          )
        }
        next={shown.steps[0]?.id ?? null}
      />
      {shown.isFromDevice ? <p className="text-soft mt-3 max-w-[60ch]">{t('tasks.fromDevice')}</p> : null}
      {hasService && !shown.isFromService && !shown.isFromDevice ? <ServiceOffer /> : null}
      <div className="mt-4 flex flex-wrap gap-3">
        <Button
          tone="primary"
          size="large"
          className="max-sm:grow"
          isDisabled={isKeeping}
          onPress={() =>
            onKeep(
              shown.task,
              shown.steps.map(({ text, minutes_low, depth }) => ({ text, minutes_low, depth, done: false })),
            )
          }
        >
          {t('tasks.keepList')}
        </Button>
        <Button tone="quiet" size="large" onPress={breakdown.leave}>
          {t('tasks.leave')}
        </Button>
      </div>
    </section>
  );
}
