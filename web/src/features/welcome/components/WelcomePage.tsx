import { useMutation } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { ProblemNotice } from '@/components/ProblemNotice';
import { ProgressLine } from '@/components/ProgressLine';
import { usePageTitle } from '@/components/usePageTitle';
import { useServerStatus } from '@/features/account/api/getStatus';
import { useSession } from '@/lib/api/session';
import { homeOf } from '@/lib/home';
import { t, type MessageKey } from '@/lib/messages/t';
import { startDemo, type DemoStep } from '../model/startDemo';
import { TraceIllustration } from './TraceIllustration';

export function WelcomePage() {
  usePageTitle(t('welcome.title'));
  const { status, user } = useSession();
  // The demo signs a guest in on the way; this page stays until the recording is there.
  const [isDemoChosen, setDemoChosen] = useState(false);

  if (status === 'starting') return null;
  // Out of reach, Today is what this device can still show.
  if (status !== 'signed-out' && !isDemoChosen)
    return <Navigate to={user ? homeOf(user) : '/today'} replace />;
  return (
    <div className="mx-auto grid min-h-full w-full max-w-[88rem] min-[1920px]:max-w-[112rem] content-center items-center gap-x-[5vw] gap-y-10 px-5 py-10 sm:px-10 lg:grid-cols-[minmax(26rem,1fr)_minmax(0,1.15fr)] lg:px-16">
      <div className="animate-arrive">
        <h1
          tabIndex={-1}
          className="max-w-[14ch] font-serif text-[clamp(2.25rem,1.5rem+3vw,5rem)] leading-[1.06] font-medium tracking-[-0.02em] text-balance"
        >
          {t('welcome.headline')}
        </h1>
        <p className="text-soft mt-5 max-w-[34rem] text-[1.0625rem] min-[1920px]:text-lg leading-relaxed">
          {t('welcome.text')}
        </p>
        <Ways onDemo={() => setDemoChosen(true)} />
      </div>
      <TraceIllustration className="w-full max-lg:order-last max-lg:max-w-2xl" />
      <Assurances />
    </div>
  );
}

const stepMessages = {
  account: 'welcome.preparingAccount',
  recording: 'welcome.preparingRecording',
  analysis: 'welcome.preparingAnalysis',
} as const satisfies Record<DemoStep, MessageKey>;

const stepFractions: Record<DemoStep, number> = { account: 0.15, recording: 0.45, analysis: 0.85 };

function Ways({ onDemo }: { onDemo: () => void }) {
  const server = useServerStatus();
  const navigate = useNavigate();
  const [step, setStep] = useState<DemoStep>('account');
  const demo = useMutation({
    mutationFn: () => startDemo(setStep),
    onMutate: onDemo,
    onSuccess: (recordingId) => navigate(`/recordings/${recordingId}?panel=analysis`),
  });
  const isBusy = demo.isPending || demo.isSuccess;

  return (
    <div className="mt-9 max-w-[34rem]">
      <div className="flex flex-wrap gap-3">
        {server.data?.demo_enabled ? (
          <Button tone="primary" size="large" isPending={isBusy} onPress={() => demo.mutate()}>
            <Play aria-hidden className="size-4" />
            {t('welcome.seeItWork')}
          </Button>
        ) : null}
        <ButtonLink to="/register" size="large">
          {t('account.register')}
        </ButtonLink>
        <ButtonLink to="/sign-in" size="large" tone="quiet">
          {t('account.signIn')}
        </ButtonLink>
      </div>
      <div aria-live="polite" className="mt-4 min-h-12">
        {isBusy ? (
          <div className="max-w-sm">
            <p className="text-soft mb-2">{t(stepMessages[step])}</p>
            <ProgressLine label={t('welcome.seeItWork')} fraction={stepFractions[step]} />
          </div>
        ) : server.data?.demo_enabled ? (
          <p className="text-faint max-w-[30rem]">{t('welcome.seeItWorkText')}</p>
        ) : null}
      </div>
      {demo.isError ? <ProblemNotice error={demo.error} /> : null}
      {server.isError ? (
        <ProblemNotice
          error={server.error}
          action={<Button onPress={() => void server.refetch()}>{t('app.tryAgain')}</Button>}
        />
      ) : null}
    </div>
  );
}

const assurances = [
  ['welcome.private', 'welcome.privateText'],
  ['welcome.open', 'welcome.openText'],
  ['welcome.care', 'welcome.careText'],
] as const;

function Assurances() {
  return (
    <dl className="border-line grid min-w-0 gap-x-10 gap-y-5 border-t pt-7 sm:grid-cols-3 lg:col-span-2 lg:mt-6">
      {assurances.map(([title, text]) => (
        <div key={title} className="min-w-0 [overflow-wrap:anywhere]">
          <dt className="font-medium">{t(title)}</dt>
          <dd className="text-soft mt-1 max-w-[34ch]">{t(text)}</dd>
        </div>
      ))}
    </dl>
  );
}
