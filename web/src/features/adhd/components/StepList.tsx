import { Scissors } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/Button';
import { t } from '@/lib/messages/adhd';
import { isDivided, type Step } from '../model/steps';

const indents = ['', 'pl-6 sm:pl-8', 'pl-12 sm:pl-16'] as const;

interface Props {
  label: string;
  steps: readonly Step[];
  /** The step that is being taken apart now. */
  dividing: string | null;
  onDivide: (step: Step) => void;
  /** At the start of a line: a tick box, a number. */
  start: (step: Step, at: number) => ReactNode;
  /** In place of "Smaller", e.g. while steps are arranged. */
  end?: ((step: Step, at: number) => ReactNode) | undefined;
  /** Drawn stronger than the rest. */
  next?: string | null;
}

/** Steps, each of which can be taken apart where it stands. A button that is gone after its press is only disabled meanwhile: what it announced as pending would be left without a name. */
export function StepList({ label, steps, dividing, onDivide, start, end, next = null }: Props) {
  return (
    <ol aria-label={label} className="border-line border-t">
      {steps.map((step, at) => (
        <li
          key={step.id}
          className={`border-line flex min-h-14 items-start gap-3 border-b py-1.5 ${indents[step.depth] ?? indents[2]}`}
        >
          {start(step, at)}
          <p className="min-w-0 flex-1 self-center py-1 [overflow-wrap:anywhere]">
            <span
              className={`text-base ${step.done_at !== null ? 'text-soft line-through' : ''} ${step.id === next ? 'font-semibold' : ''}`}
            >
              {step.text}
            </span>
            {step.minutes_low === null || step.done_at !== null ? null : (
              <span className="text-soft numeric ml-2 text-sm whitespace-nowrap">
                {step.minutes_low <= 1 ? t('tasks.quick') : t('tasks.atLeast', { minutes: step.minutes_low })}
              </span>
            )}
          </p>
          {end ? (
            end(step, at)
          ) : step.can_divide && step.done_at === null && !isDivided(steps, at) ? (
            <Button
              tone="quiet"
              size="touch"
              className="shrink-0 px-2.5!"
              isDisabled={dividing === step.id}
              aria-label={t('tasks.smallerOf', { step: step.text })}
              onPress={() => onDivide(step)}
            >
              <Scissors aria-hidden className="size-4" />
              <span className={step.id === next ? '' : 'max-sm:sr-only'}>{t('tasks.smaller')}</span>
            </Button>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
