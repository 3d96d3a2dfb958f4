import { useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { Button } from '@/components/Button';
import { returnPathOf } from '@/features/account/model/returnPath';
import { useHealthScreening } from '@/features/privacy/api/healthScreening';
import { HealthScreeningPage } from '@/features/privacy/components/HealthScreeningPage';
import { t } from '@/lib/messages/signIn';
import { AboutYou } from './AboutYou';

/** After opening an account: two short screens, each with a way past it. */
export function ArrivalPage() {
  const [step, setStep] = useState<'about' | 'health'>('about');
  const navigate = useNavigate();
  const goOn = returnPathOf(useLocation()) ?? '/';
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (step === 'health') top.current?.closest('main')?.scrollTo({ top: 0 });
  }, [step]);
  return (
    <div ref={top} className="mx-auto w-full max-w-[41rem] px-5 pt-[max(1.5rem,5dvh)] pb-20">
      <p className="text-faint numeric mb-2 text-sm">
        {t('arrival.step', { step: step === 'about' ? 1 : 2, of: 2 })}
      </p>
      {step === 'about' ? (
        <AboutYou onDone={() => setStep('health')} />
      ) : (
        <Health onDone={() => void navigate(goOn, { replace: true })} />
      )}
    </div>
  );
}

function Health({ onDone }: { onDone: () => void }) {
  const { isLoading } = useHealthScreening();
  return (
    <>
      <HealthScreeningPage />
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
