import { CalendarDays, Shapes } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { ButtonLink } from '@/components/ButtonLink';
import { TileLink } from '@/components/TileLink';
import { usePageTitle } from '@/components/usePageTitle';
import { useLatestCheckIn } from '@/features/checkins/api/checkIns';
import { NotSent } from '@/features/checkins/components/NotSent';
import { useWaiting } from '@/features/checkins/model/waiting';
import { usePreferences } from '@/features/preferences/api/preferences';
import { ToolLinks } from '@/features/tools/components/ToolLinks';
import { useSession } from '@/lib/api/session';
import { say, t } from '@/lib/messages/companion';
import { formatTime } from '@/lib/messages/format';
import { greetingOf, isSameDay } from '../model/greeting';
import { AfterCrisis } from './AfterCrisis';
import { Suggestion } from './Suggestion';

/** The first screen of the companion: a word, the check-in, one suggestion. */
export function TodayPage() {
  usePageTitle(t('today.title'));
  const { user, status } = useSession();
  const preferences = usePreferences();
  const latest = useLatestCheckIn(status === 'signed-in');
  const waiting = useWaiting((state) => state.count);
  const [now] = useState(() => new Date());
  const style = preferences.data?.communication_style;
  const last = latest.data?.occurred_at ?? null;
  const isAgain = last !== null && isSameDay(new Date(last), now);
  // Nothing is said twice in different words while it loads.
  const isKnown = !latest.isLoading && !preferences.isLoading;
  return (
    <div className="mx-auto flex w-full max-w-[42rem] flex-col px-5 pt-[max(2rem,9dvh)] pb-16">
      <AfterCrisis isReady={status === 'signed-in'} />
      <div className={isKnown ? '' : 'invisible'}>
        <h1 tabIndex={-1} className="font-serif text-2xl font-medium tracking-tight text-balance">
          {say(style, greetingOf(now, last), user?.display_name ?? null)}
        </h1>
        <p className="text-soft mt-2 text-base">{say(style, isAgain ? 'inviteAgain' : 'invite')}</p>
      </div>
      <ButtonLink to="/check-in" tone="primary" size="large" className="mt-7 min-h-16! text-lg! sm:max-w-sm">
        {t('today.checkIn')}
      </ButtonLink>
      <p className="text-soft mt-2 min-h-6">
        {!isAgain
          ? t('today.twoTaps')
          : latest.data?.time_known
            ? t('today.latest', { time: formatTime(last) })
            : t('today.latestDay')}
      </p>
      <p role="status" className="mt-2">
        {waiting > 0 ? t('today.waiting', { count: waiting }) : ''}
      </p>
      <NotSent />
      <Places />
      <Suggestion isReady={status === 'signed-in'} />
      <ToolLinks />
      <Questionnaires />
    </div>
  );
}

/** What the bar of a phone has no room for. */
function Places() {
  return (
    <nav
      aria-label={t('today.places')}
      className="mt-5 grid grid-cols-[repeat(auto-fit,minmax(min(9rem,100%),1fr))] gap-3"
    >
      <TileLink to="/history" icon={CalendarDays} name={t('today.history')} text={t('today.historyText')} />
      <TileLink to="/tools" icon={Shapes} name={t('today.tools')} text={t('today.toolsText')} />
    </nav>
  );
}

/** Asked now and then, never pressed: two questionnaires about the last two weeks. */
function Questionnaires() {
  return (
    <nav aria-label={t('today.questionnaires')} className="border-line mt-8 border-t pt-5">
      <p className="text-soft">{t('today.questionnaires')}</p>
      <ul className="flex flex-wrap gap-x-6">
        {(['phq9', 'gad7'] as const).map((kind) => (
          <li key={kind}>
            <Link
              to={`/screenings/${kind}`}
              className="text-accent-strong inline-flex min-h-11 items-center underline underline-offset-4"
            >
              {t(`today.${kind}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
