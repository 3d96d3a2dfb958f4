import { useQuery } from '@tanstack/react-query';
import { formatDate } from '@/lib/messages/format';
import { t } from '@/lib/messages/insights';
import { achievementsQuery, type Achievements } from '../api/insights';
import { FireflyMeadow } from './FireflyMeadow';
import { InsightSection } from './InsightSection';

/** A light for each day with a check-in. Nothing here asks for more, and it rests after a hard moment. */
export function Fireflies() {
  const { data } = useQuery(achievementsQuery);
  if (!data) return null;
  if (data.resting !== null) return <p className="text-soft mt-8 max-w-[60ch]">{data.resting}</p>;
  // A first day is not begun with a zero.
  if (!data.is_shown || data.fireflies === 0) return null;
  return (
    <div className="border-line mt-8 border-t pt-1">
      <Shown found={data} />
    </div>
  );
}

function Shown({ found }: { found: Achievements }) {
  const { fireflies, streak, longest_streak: longest, items, reward_style: style } = found;
  const isCelebrated = style === 'celebratory';
  const reached = items
    .filter(({ achieved_at: at }) => at !== null)
    .sort((first, second) => (second.achieved_at ?? '').localeCompare(first.achieved_at ?? ''));
  const ahead = items.filter(({ achieved_at: at }) => at === null);
  return (
    <InsightSection section="achievements" how={`${t('insights.firefliesHow')} ${found.streak_rule}`}>
      {isCelebrated && fireflies ? <FireflyMeadow count={fireflies} /> : null}
      <p className="text-base">
        {t('insights.fireflies', { count: fireflies ?? 0 })}{' '}
        {streak !== null && streak > 0 ? t('insights.streak', { count: streak }) : null}{' '}
        {isCelebrated && longest !== null && streak !== null && longest > streak
          ? t('insights.longest', { count: longest })
          : null}
      </p>
      {reached.length > 0 ? (
        <ul className="mt-3 grid gap-x-6 gap-y-3 sm:grid-cols-2">
          {reached.map(({ type, title, text, achieved_at: at }) => (
            <li key={type} className="flex gap-3">
              <Light isLarge={isCelebrated} />
              <span className="min-w-0">
                <span className="block text-base font-medium">{title}</span>
                <span className="text-soft block">
                  {text} <span className="numeric">{formatDate(at ?? '')}</span>
                </span>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {ahead.length > 0 ? (
        <details className="mt-2">
          <summary className="text-soft inline-flex min-h-11 cursor-pointer items-center underline decoration-current/40 underline-offset-4">
            {t('insights.ahead')}
          </summary>
          <ul className="text-soft flex flex-col gap-1.5">
            {ahead.map(({ type, title, text }) => (
              <li key={type}>
                <span className="font-medium">{title}.</span> {text}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </InsightSection>
  );
}

function Light({ isLarge }: { isLarge: boolean }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={`mt-0.5 shrink-0 ${isLarge ? 'size-6' : 'size-4.5'}`}>
      <circle cx="12" cy="12" r="10" fill="var(--firefly)" opacity="0.3" />
      <circle cx="12" cy="12" r="5" fill="var(--firefly)" stroke="var(--firefly-ink)" strokeWidth="1" />
    </svg>
  );
}
