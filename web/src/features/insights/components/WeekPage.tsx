import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { Loaded } from '@/components/Loaded';
import { addDays, formatShortDay, isDay } from '@/features/history/model/days';
import { t } from '@/lib/messages/insights';
import { weekQuery, type Week } from '../api/insights';
import { Fireflies } from './Fireflies';
import { HiddenSections } from './HiddenSections';
import { WeekAverages } from './WeekAverages';
import { BestTime, Emotions, Focus, Narrative, Trend, WhatHelped } from './WeekSections';

/** A week in a few sentences, then in its numbers. */
export function WeekPage() {
  const [query, setQuery] = useSearchParams();
  const asked = query.get('week');
  const week = useQuery(weekQuery(isDay(asked) ? asked : null));
  const show = (day: string | null) => setQuery(day === null ? {} : { week: day }, { replace: true });
  return (
    <>
      <Loaded of={week} waiting={t('insights.loading')}>
        {(found) => (
          <>
            <WeekSwitch week={found} onShow={show} />
            <WeekSections week={found} />
          </>
        )}
      </Loaded>
      <Fireflies />
      <HiddenSections
        among={[
          'narrative',
          'averages',
          'trend',
          'emotions',
          'interventions',
          'focus',
          'best_time',
          'achievements',
          'streak',
        ]}
      />
    </>
  );
}

function WeekSwitch({ week, onShow }: { week: Week; onShow: (day: string | null) => void }) {
  const { week_of: monday, week_until: sunday, is_running: isRunning } = week;
  const range = t('insights.range', { from: formatShortDay(monday), until: formatShortDay(sunday) });
  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-1">
      <div className="frame-room flex min-w-0 items-center gap-x-1">
        <Button
          tone="quiet"
          size="touch"
          icon
          className="-ml-3"
          aria-label={t('insights.weekBefore')}
          onPress={() => onShow(addDays(monday, -7))}
        >
          <ChevronLeft aria-hidden className="size-5" />
        </Button>
        <p role="status" className="numeric text-base font-medium">
          {isRunning ? t('insights.thisWeek', { range }) : range}
        </p>
        <Button
          tone="quiet"
          size="touch"
          icon
          aria-label={t('insights.weekAfter')}
          isDisabled={isRunning}
          onPress={() => onShow(addDays(monday, 7))}
        >
          <ChevronRight aria-hidden className="size-5" />
        </Button>
      </div>
      {isRunning ? null : (
        <Button tone="quiet" size="touch" onPress={() => onShow(null)}>
          {t('insights.toThisWeek')}
        </Button>
      )}
    </div>
  );
}

function WeekSections({ week }: { week: Week }) {
  const isEmpty = week.total_checkins === 0;
  return (
    <div className="mt-2">
      <Narrative week={week} />
      {isEmpty && week.is_running ? (
        <ButtonLink to="/check-in" tone="primary" size="large" className="mt-5">
          {t('insights.checkIn')}
        </ButtonLink>
      ) : null}
      {isEmpty ? null : <WeekAverages week={week} />}
      <Trend trend={week.mood_trend} />
      <Emotions emotions={week.common_emotions} />
      <WhatHelped week={week} />
      <Focus areas={week.recommended_focus} />
      <BestTime best={week.best_time_to_check_in} />
    </div>
  );
}
