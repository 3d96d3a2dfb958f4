import { useState, type ReactNode } from 'react';
import { Link, Navigate } from 'react-router';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { ProblemNotice } from '@/components/ProblemNotice';
import { usePageTitle } from '@/components/usePageTitle';
import { useServerStatus } from '@/features/account/api/getStatus';
import { useSession } from '@/lib/api/session';
import { homeOf } from '@/lib/home';
import { t } from '@/lib/messages/t';
import { SeeItWork } from './SeeItWork';
import { Suns } from './Suns';
import { TraceIllustration } from './TraceIllustration';

/** Signed out: first for somebody on a hard day, then for those who read recordings, then for those who teach it. */
export function WelcomePage() {
  usePageTitle(t('welcome.title'));
  const { status, user } = useSession();
  // The demo signs a guest in on the way; this page stays until the recording is there.
  const [isDemoChosen, setDemoChosen] = useState(false);
  const server = useServerStatus();

  if (status === 'starting') return null;
  // Out of reach, Today is what this device can still show.
  if (status !== 'signed-out' && !isDemoChosen)
    return <Navigate to={user ? homeOf(user) : '/today'} replace />;
  return (
    <div className="mx-auto w-full max-w-[80rem] px-5 pt-[max(2rem,7dvh)] pb-16 sm:px-10 min-[1920px]:max-w-[96rem] lg:px-16">
      <Row picture={<Suns className="w-full max-lg:mt-2 max-lg:max-w-md" />}>
        <h1
          tabIndex={-1}
          className="max-w-[14ch] font-serif text-[clamp(2.25rem,1.5rem+3vw,4.5rem)] leading-[1.06] font-medium tracking-[-0.02em] text-balance"
        >
          {t('welcome.headline')}
        </h1>
        <p className="text-soft mt-5 max-w-[34rem] text-[1.0625rem] leading-relaxed min-[1920px]:text-lg">
          {t('welcome.text')}
        </p>
        <div className="mt-8 flex flex-wrap gap-3">
          <ButtonLink to="/register" tone="primary" size="large">
            {t('account.register')}
          </ButtonLink>
          <ButtonLink to="/sign-in" size="large">
            {t('account.signIn')}
          </ButtonLink>
        </div>
        <p className="mt-5 max-w-[34rem] text-base">
          {t('welcome.urgent')}{' '}
          <Link
            to="/help"
            className="text-danger inline-flex min-h-11 items-center font-medium underline underline-offset-4"
          >
            {t('welcome.helpNow')}
          </Link>
        </p>
        {server.isError ? (
          <ProblemNotice
            error={server.error}
            action={<Button onPress={() => void server.refetch()}>{t('app.tryAgain')}</Button>}
          />
        ) : null}
      </Row>
      <Section
        forWhom={t('welcome.lab')}
        title={t('welcome.labTitle')}
        picture={<TraceIllustration className="w-full max-lg:max-w-2xl" />}
      >
        <p className="text-soft mt-3 max-w-[34rem] text-base leading-relaxed">{t('welcome.labText')}</p>
        {server.data?.demo_enabled ? <SeeItWork onStart={() => setDemoChosen(true)} /> : null}
      </Section>
      <Section forWhom={t('welcome.teaching')} title={t('welcome.teachingTitle')}>
        <p className="text-soft mt-3 max-w-[34rem] text-base leading-relaxed">{t('welcome.teachingText')}</p>
      </Section>
      <Assurances />
    </div>
  );
}

function Row({ picture, children }: { picture?: ReactNode; children: ReactNode }) {
  return (
    <div className="grid items-center gap-x-[6vw] gap-y-8 lg:grid-cols-2">
      <div className="min-w-0">{children}</div>
      {picture}
    </div>
  );
}

interface SectionProps {
  /** Whom it speaks to. */
  forWhom: string;
  title: string;
  picture?: ReactNode;
  children: ReactNode;
}

function Section({ forWhom, title, picture, children }: SectionProps) {
  return (
    <section className="border-line mt-14 border-t pt-10">
      <Row picture={picture}>
        <p className="text-faint text-sm font-medium">{forWhom}</p>
        <h2 className="mt-1 font-serif text-2xl font-medium tracking-tight text-balance">{title}</h2>
        {children}
      </Row>
    </section>
  );
}

const assurances = [
  ['welcome.private', 'welcome.privateText'],
  ['welcome.open', 'welcome.openText'],
  ['welcome.care', 'welcome.careText'],
] as const;

function Assurances() {
  return (
    <dl className="border-line mt-14 grid min-w-0 gap-x-10 gap-y-5 border-t pt-8 sm:grid-cols-3">
      {assurances.map(([title, text]) => (
        <div key={title} className="min-w-0 [overflow-wrap:anywhere]">
          <dt className="font-medium">{t(title)}</dt>
          <dd className="text-soft mt-1 max-w-[34ch]">{t(text)}</dd>
        </div>
      ))}
    </dl>
  );
}
