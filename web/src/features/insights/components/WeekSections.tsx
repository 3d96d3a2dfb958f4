import { ArrowRight, CircleDashed, TrendingDown, TrendingUp, type LucideIcon } from 'lucide-react';
import { Link } from 'react-router';
import { emotionName } from '@/features/history/model/words';
import { formatNumber } from '@/lib/messages/format';
import { t } from '@/lib/messages/insights';
import type { Week } from '../api/insights';
import { timeName } from '../model/names';
import { InsightSection } from './InsightSection';
import { WordsOfWeek } from './WordsOfWeek';

export function Narrative({ week: { narrative, week_of } }: { week: Week }) {
  if (narrative === null) return null;
  return (
    <InsightSection section="narrative" how={t('insights.narrativeHow')}>
      <WordsOfWeek key={week_of} text={narrative} weekOf={week_of} />
    </InsightSection>
  );
}

const directions: Record<string, { icon: LucideIcon; word: 'rising' | 'falling' | 'steady' | 'unknown' }> = {
  improving: { icon: TrendingUp, word: 'rising' },
  declining: { icon: TrendingDown, word: 'falling' },
  stable: { icon: ArrowRight, word: 'steady' },
};

export function Trend({ trend }: { trend: Week['mood_trend'] }) {
  if (trend === null) return null;
  const { icon: Icon, word } = directions[trend.direction] ?? {
    icon: CircleDashed,
    word: 'unknown' as const,
  };
  return (
    <InsightSection section="trend" how={t('insights.trendHow')}>
      <p className="flex items-center gap-3 text-base font-medium">
        <Icon aria-hidden className="text-accent size-6 shrink-0" />
        {t(`insights.trend.${word}`)}
      </p>
      <p className="text-soft numeric mt-1 max-w-[60ch]">{trend.why}</p>
    </InsightSection>
  );
}

export function Emotions({ emotions }: { emotions: Week['common_emotions'] }) {
  if (emotions.length === 0) return null;
  return (
    <InsightSection section="emotions" how={t('insights.emotionsHow')}>
      <ul className="flex flex-wrap gap-2">
        {emotions.map(({ name, count }) => (
          <li
            key={name}
            className="bg-sunken border-line rounded-full border px-3.5 py-1.5 text-base [overflow-wrap:anywhere]"
          >
            {emotionName(name)} <span className="text-soft numeric">{t('insights.times', { count })}</span>
          </li>
        ))}
      </ul>
    </InsightSection>
  );
}

/** By the person's own ratings, never by what is good for people in general. */
export function WhatHelped({ week }: { week: Week }) {
  const { most_effective_interventions: best, interventions_completed: done } = week;
  if (best.length === 0 && !done) return null;
  return (
    <InsightSection section="interventions" how={t('insights.helpedHow')}>
      {done ? <p className="text-base">{t('insights.done', { count: done })}</p> : null}
      {best.length === 0 ? null : (
        <ul className="mt-1">
          {best.map(({ id, name, mean_rating: mean, ratings }) => (
            <li
              key={id}
              className="border-line flex flex-wrap items-baseline gap-x-4 border-b last:border-b-0"
            >
              <Link
                to={`/library/${id}`}
                className="inline-flex min-h-11 items-center text-base font-medium underline underline-offset-4"
              >
                {name}
              </Link>
              <span className="text-soft numeric">
                {t('insights.rated', { mean: formatNumber(mean, 1, 1), count: ratings })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </InsightSection>
  );
}

const focusKinds = ['stress', 'anxiety', 'sleep', 'energy', 'what_helped'] as const;

export function Focus({ areas }: { areas: Week['recommended_focus'] }) {
  if (areas.length === 0) return null;
  return (
    <InsightSection section="focus" how={t('insights.focusHow')}>
      <ul className="flex flex-col gap-3">
        {areas.map(({ kind, why }) => {
          const known = focusKinds.find((name) => name === kind);
          return (
            <li key={kind}>
              {known ? <p className="text-base font-medium">{t(`insights.focus.${known}`)}</p> : null}
              <p className="text-soft numeric">{why}</p>
            </li>
          );
        })}
      </ul>
      <p className="mt-2">
        <Link
          to="/library"
          className="text-accent-strong inline-flex min-h-11 items-center text-base underline underline-offset-4"
        >
          {t('insights.toLibrary')}
        </Link>
      </p>
    </InsightSection>
  );
}

export function BestTime({ best }: { best: Week['best_time_to_check_in'] }) {
  if (best === null) return null;
  return (
    <InsightSection section="best_time" how={t('insights.bestTimeHow')}>
      <p className="text-base font-medium">{t('insights.bestTime', { time: timeName(best.time_of_day) })}</p>
      <p className="text-soft numeric mt-1">{best.why}</p>
      <p>
        <Link
          to="/settings/notifications"
          className="text-accent-strong inline-flex min-h-11 items-center text-base underline underline-offset-4"
        >
          {t('insights.toReminders')}
        </Link>
      </p>
    </InsightSection>
  );
}
