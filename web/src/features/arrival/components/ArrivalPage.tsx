import { useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { Button } from '@/components/Button';
import { returnPathOf } from '@/features/account/model/returnPath';
import { useHealthScreening } from '@/features/privacy/api/healthScreening';
import { HealthScreeningPage } from '@/features/privacy/components/HealthScreeningPage';
import { useTimeZoneHere } from '@/features/profile/model/useTimeZoneHere';
import { t } from '@/lib/messages/signIn';
import { AboutYou } from './AboutYou';
import { FirstWords } from './FirstWords';

type Step = 'welcome' | 'about' | 'health';

/** After opening an account: a welcome, then two short screens, each with a way past it. */
export function ArrivalPage() {
  const [step, setStep] = useState<Step>('welcome');
  const navigate = useNavigate();
  const goOn = returnPathOf(useLocation()) ?? '/';
  const leave = () => void navigate(goOn, { replace: true });
  const top = useRef<HTMLDivElement>(null);
  useStartAtTop(top, step);
  useTimeZoneHere();
  return (
    <div ref={top} className="mx-auto w-full max-w-[41rem] px-5 pt-[max(1.5rem,5dvh)] pb-20">
      {step === 'welcome' ? (
        <FirstWords onGoOn={() => setStep('about')} onSkip={leave} />
      ) : (
        <>
          <div className="mb-1 flex min-h-11 flex-wrap items-center justify-between gap-x-4">
            <p className="text-faint numeric text-sm">
              {t('arrival.step', { step: step === 'about' ? 1 : 2, of: 2 })}
            </p>
            {step === 'about' ? null : (
              <Button tone="quiet" size="touch" className="-mr-4" onPress={leave}>
                {t('arrival.notNow')}
              </Button>
            )}
          </div>
          {step === 'about' ? <AboutYou onDone={() => setStep('health')} /> : <Health onDone={leave} />}
        </>
      )}
    </div>
  );
}

/** Each step starts at its heading, for the eye and for the screen reader, as a page does. */
function useStartAtTop(top: React.RefObject<HTMLDivElement | null>, step: Step): void {
  const previous = useRef(step);
  useEffect(() => {
    if (previous.current === step) return;
    previous.current = step;
    top.current?.closest('main')?.scrollTo({ top: 0 });
    top.current?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }, [top, step]);
}

function Health({ onDone }: { onDone: () => void }) {
  const { isLoading } = useHealthScreening();
  return (
    <>
      <HealthScreeningPage text={t('arrival.healthWhy')} />
      {/* Only once the questions stand: coming in above, they would push the button away from under a finger. */}
      {isLoading ? null : (
        <div className="mt-8 flex flex-wrap gap-3">
          <Button tone="primary" size="large" onPress={onDone}>
            {t('arrival.finish')}
          </Button>
          <p className="text-soft basis-full">{t('arrival.later')}</p>
        </div>
      )}
    </>
  );
}
