import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { usePageTitle } from '@/components/usePageTitle';
import { usePreferences } from '@/features/preferences/api/preferences';
import { useDeviceUser } from '@/lib/deviceStore/deviceUser';
import { say, t } from '@/lib/messages/companion';
import { checkInsKey } from '../api/checkIns';
import { saveCheckIn, type Saved } from '../model/saveCheckIn';
import { AddMore } from './AddMore';
import { CheckInSaved } from './CheckInSaved';
import { SafetyFollowUp } from './SafetyFollowUp';
import { digitOf, TenScale } from './TenScale';

type Step =
  | { name: 'afterCrisis' }
  | { name: 'mood' }
  | { name: 'energy'; mood: number }
  | { name: 'saving'; mood: number; energy: number }
  | { name: 'failed'; mood: number; energy: number; error: unknown }
  | { name: 'saved'; saved: Saved }
  | { name: 'more'; saved: Saved };

/** A check-in, or first how it is after a hard moment; another address begins anew. */
export function CheckInPage() {
  return <CheckInSteps key={useLocation().search} />;
}

/** Two taps: mood, energy. It is saved at once; everything else may follow or not. */
function CheckInSteps() {
  usePageTitle(t('checkIn.title'));
  const userId = useDeviceUser();
  const client = useQueryClient();
  const style = usePreferences().data?.communication_style;
  const [query] = useSearchParams();
  const after = query.get('after');
  const [step, setStep] = useState<Step>(after === 'crisis' ? { name: 'afterCrisis' } : { name: 'mood' });

  const save = (mood: number, energy: number) => {
    if (userId === null) return;
    setStep({ name: 'saving', mood, energy });
    saveCheckIn(userId, mood, energy)
      .then((saved) => {
        setStep({ name: 'saved', saved });
        return client.invalidateQueries({ queryKey: checkInsKey });
      })
      .catch((error: unknown) => setStep({ name: 'failed', mood, energy, error }));
  };

  switch (step.name) {
    case 'afterCrisis':
      return (
        <Page>
          <SafetyFollowUp onCheckIn={() => setStep({ name: 'mood' })} />
        </Page>
      );
    case 'mood':
      return (
        <Question
          key="mood"
          step={1}
          question={say(style, 'mood')}
          onDigit={(mood) => setStep({ name: 'energy', mood })}
        >
          <TenScale
            label={t('checkIn.mood')}
            kind="mood"
            low={t('checkIn.mood.low')}
            high={t('checkIn.mood.high')}
            value={null}
            onChange={(mood) => setStep({ name: 'energy', mood })}
            size="large"
          />
        </Question>
      );
    case 'energy':
      return (
        <Question
          key="energy"
          step={2}
          question={say(style, 'energy')}
          onDigit={(energy) => save(step.mood, energy)}
          onBack={() => setStep({ name: 'mood' })}
        >
          <TenScale
            label={t('checkIn.energy')}
            kind="energy"
            low={t('checkIn.energy.low')}
            high={t('checkIn.energy.high')}
            value={null}
            onChange={(energy) => save(step.mood, energy)}
            size="large"
          />
        </Question>
      );
    case 'saving':
      return (
        <Page>
          <p role="status" className="text-soft animate-late text-lg">
            {t('checkIn.saving')}
          </p>
        </Page>
      );
    case 'failed':
      return (
        <Page>
          <ProblemNotice
            error={step.error}
            action={<Button onPress={() => save(step.mood, step.energy)}>{t('checkIn.refusedAgain')}</Button>}
          />
        </Page>
      );
    case 'saved':
      return (
        <Page>
          <CheckInSaved
            saved={step.saved}
            onMore={() => setStep({ name: 'more', saved: step.saved })}
            onRemoved={() => setStep({ name: 'mood' })}
          />
        </Page>
      );
    case 'more':
      return (
        <Page>
          <AddMore
            saved={step.saved}
            userId={userId ?? ''}
            onDone={(saved) => setStep({ name: 'saved', saved })}
          />
        </Page>
      );
  }
}

function Page({ children }: { children: ReactNode }) {
  return <div className="mx-auto w-full max-w-[46rem] px-5 pt-8 pb-24">{children}</div>;
}

interface QuestionProps {
  step: 1 | 2;
  question: string;
  onDigit: (value: number) => void;
  onBack?: () => void;
  children: ReactNode;
}

function Question({ step, question, onDigit, onBack, children }: QuestionProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Each question is read out as it comes, and the number keys work from there.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const value = digitOf(event.key);
    if (value === null) return;
    event.preventDefault();
    onDigit(value);
  };
  return (
    // The number keys answer only while the focus is within the question.
    <div
      onKeyDown={onKeyDown}
      className="mx-auto flex min-h-full w-full max-w-[54rem] flex-col px-5 pt-[max(1.5rem,8dvh)] pb-10"
    >
      <p className="text-faint numeric text-sm">{t('checkIn.step', { step })}</p>
      <h1 ref={heading} tabIndex={-1} className="mt-1 font-serif text-2xl font-medium tracking-tight">
        {question}
      </h1>
      <div className="mt-8">{children}</div>
      <div className="mt-6 flex min-h-11 items-center justify-between gap-4">
        {onBack ? (
          <Button tone="quiet" size="touch" className="-ml-4" onPress={onBack}>
            {t('checkIn.back')}
          </Button>
        ) : null}
        <p className="text-faint ml-auto text-sm pointer-coarse:sr-only">{t('checkIn.keys')}</p>
      </div>
    </div>
  );
}
