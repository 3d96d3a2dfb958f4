import { useMutation } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { ProgressLine } from '@/components/ProgressLine';
import { t, type MessageKey } from '@/lib/messages/t';
import { startDemo, type DemoStep } from '../model/startDemo';

const stepMessages = {
  account: 'welcome.preparingAccount',
  recording: 'welcome.preparingRecording',
  analysis: 'welcome.preparingAnalysis',
} as const satisfies Record<DemoStep, MessageKey>;

const stepFractions: Record<DemoStep, number> = { account: 0.15, recording: 0.45, analysis: 0.85 };

/** One press to a recording under analysis, without an account. */
export function SeeItWork({ onStart }: { onStart: () => void }) {
  const navigate = useNavigate();
  const [step, setStep] = useState<DemoStep>('account');
  const demo = useMutation({
    mutationFn: () => startDemo(setStep),
    onMutate: onStart,
    onSuccess: (recordingId) => navigate(`/recordings/${recordingId}?panel=analysis`),
  });
  const isBusy = demo.isPending || demo.isSuccess;
  return (
    <div className="mt-6">
      <Button size="large" isPending={isBusy} onPress={() => demo.mutate()}>
        <Play aria-hidden className="size-4" />
        {t('welcome.seeItWork')}
      </Button>
      <div aria-live="polite" className="mt-3 min-h-12">
        {isBusy ? (
          <div className="max-w-sm">
            <p className="text-soft mb-2">{t(stepMessages[step])}</p>
            <ProgressLine label={t('welcome.seeItWork')} fraction={stepFractions[step]} />
          </div>
        ) : (
          <p className="text-faint max-w-[30rem]">{t('welcome.seeItWorkText')}</p>
        )}
      </div>
      {demo.isError ? <ProblemNotice error={demo.error} /> : null}
    </div>
  );
}
