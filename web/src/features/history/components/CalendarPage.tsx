import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { Loaded } from '@/components/Loaded';
import { ScaleMark } from '@/features/checkins/components/ScaleMark';
import { t } from '@/lib/messages/history';
import { calendarQuery, checkInsQuery, type CalendarDay } from '../api/history';
import { addMonths, dayOf, formatDay, isDay } from '../model/days';
import { CheckInRows } from './CheckInRows';
import { MonthGrid } from './MonthGrid';
import { YearOverview } from './YearOverview';

/** A month in days, a day in its check-ins, and the year in marks. */
export function CalendarPage() {
  const [today] = useState(() => dayOf(new Date()));
  const [query, setQuery] = useSearchParams();
  const monthPanel = useRef<HTMLDivElement>(null);
  const asked = query.get('day');
  const day = isDay(asked) && asked <= today ? asked : null;
  const month = monthOf(query.get('month')) ?? (day ?? today).slice(0, 7);
  const year = Number(month.slice(0, 4));
  const days = useQuery(calendarQuery(year));
  const show = (shown: string, chosen: string | null) =>
    setQuery({ month: shown, ...(chosen === null ? {} : { day: chosen }) }, { replace: true });
  const showYear = (next: number) =>
    show(next === Number(today.slice(0, 4)) ? today.slice(0, 7) : `${next}-12`, null);
  return (
    <>
      <div className="mt-5 flex items-center gap-1">
        <YearButton year={year - 1} onPress={showYear} isBack isDisabled={year <= 1990} />
        <h2 className="numeric text-lg font-semibold tracking-tight">{year}</h2>
        <YearButton year={year + 1} onPress={showYear} isDisabled={year >= Number(today.slice(0, 4))} />
      </div>
      <Loaded of={days} waiting={t('history.loading')}>
        {(known) => {
          const byDay = new Map(known.map((entry) => [entry.date, entry]));
          return (
            <div className="mt-2 grid gap-x-12 grid-cols-[minmax(0,1fr)] gap-y-8 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
              <div ref={monthPanel} className="scroll-mt-4">
                <MonthGrid
                  key={month}
                  month={month}
                  today={today}
                  days={byDay}
                  chosen={day}
                  onChoose={(chosen) => show(chosen.slice(0, 7), chosen)}
                />
                <Legend />
                <DayPanel
                  key={day}
                  day={day?.startsWith(month) ? day : null}
                  entry={day ? byDay.get(day) : undefined}
                  isFirst={known.length === 0 && today.startsWith(String(year))}
                />
              </div>
              <YearOverview
                year={year}
                today={today}
                days={byDay}
                chosen={month}
                onChoose={(chosen) => {
                  show(chosen, null);
                  // On a phone the month lies above.
                  monthPanel.current?.scrollIntoView({ block: 'nearest' });
                }}
              />
            </div>
          );
        }}
      </Loaded>
    </>
  );
}

function monthOf(text: string | null): string | null {
  return text !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(text) && text >= '1990-01'
    ? addMonths(text, 0)
    : null;
}

interface YearButtonProps {
  year: number;
  isBack?: boolean;
  isDisabled: boolean;
  onPress: (year: number) => void;
}

function YearButton({ year, isBack = false, isDisabled, onPress }: YearButtonProps) {
  const Icon = isBack ? ChevronLeft : ChevronRight;
  return (
    <Button
      tone="quiet"
      size="touch"
      icon
      className={isBack ? '-ml-3' : ''}
      aria-label={t('history.yearBack', { year: String(year) })}
      isDisabled={isDisabled}
      onPress={() => onPress(year)}
    >
      <Icon aria-hidden className="size-5" />
    </Button>
  );
}

function Legend() {
  return (
    <div className="text-soft mt-4">
      <p className="text-sm">{t('history.legend')}</p>
      <p aria-hidden className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
        {[1, 3, 5, 7, 10].map((value) => (
          <span key={value} className="numeric inline-flex items-center gap-1 text-xs">
            <ScaleMark kind="mood" value={value} className="size-7" />
            {value}
          </span>
        ))}
      </p>
    </div>
  );
}

interface DayPanelProps {
  day: string | null;
  entry: CalendarDay | undefined;
  /** Nothing at all this year: then a check-in is the next step, and no day has one to show. */
  isFirst: boolean;
}

function DayPanel({ day, entry, isFirst }: DayPanelProps) {
  return (
    <section aria-live="polite" className="border-line mt-6 border-t pt-5">
      {day === null ? (
        <p className="text-soft text-base">{t(isFirst ? 'history.yearEmpty' : 'history.chooseDay')}</p>
      ) : (
        <>
          <h3 className="text-base font-semibold">{formatDay(day)}</h3>
          {entry ? (
            <DayCheckIns day={day} />
          ) : (
            <p className="text-soft mt-1 text-base">{t('history.dayEmpty')}</p>
          )}
        </>
      )}
      {isFirst ? (
        <ButtonLink to="/check-in" tone="primary" size="large" className="mt-4">
          {t('today.checkIn')}
        </ButtonLink>
      ) : null}
    </section>
  );
}

function DayCheckIns({ day }: { day: string }) {
  const asked = useInfiniteQuery(checkInsQuery(day));
  return (
    <Loaded of={asked} waiting={t('history.loading')}>
      {({ pages }) => <CheckInRows checkIns={pages.flatMap(({ items }) => items)} />}
    </Loaded>
  );
}
