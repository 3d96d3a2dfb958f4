import type { CalendarDay } from '../api/history';
import { t } from '@/lib/messages/history';
import { formatNumber } from '@/lib/messages/format';
import { addMonths, daysOfMonth, shortMonthName } from '../model/days';

interface Props {
  year: number;
  today: string;
  days: ReadonlyMap<string, CalendarDay>;
  /** `yyyy-MM`. */
  chosen: string;
  onChoose: (month: string) => void;
}

/** The year in marks: one row for each month with the newest on top, one mark for each day. */
export function YearOverview({ year, today, days, chosen, onChoose }: Props) {
  const months = Array.from({ length: 12 }, (_, index) => addMonths(`${year}-12`, -index)).filter(
    (month) => month <= today.slice(0, 7),
  );
  return (
    <section aria-label={t('history.year', { year: String(year) })}>
      <p className="text-soft max-w-[52ch]">{t('history.yearText')}</p>
      <ul className="mt-2">
        {months.map((month) => (
          <li key={month}>
            <button
              type="button"
              aria-pressed={month === chosen}
              aria-label={summaryOf(month, days)}
              onClick={() => onChoose(month)}
              className="hover:bg-hover aria-pressed:bg-accent-soft motion-quick -mx-2 flex min-h-11 w-[calc(100%+1rem)] cursor-pointer items-center gap-3 rounded-sm px-2 transition-colors"
            >
              <span className="w-[2.6em] shrink-0 text-left text-sm font-medium">
                {shortMonthName(month)}
              </span>
              <MonthStrip month={month} today={today} days={days} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const cell = 10;
const height = 30;

/** Taller and lighter for a better mood: read by shape as well as by lightness. */
function MonthStrip({ month, today, days }: Pick<Props, 'today' | 'days'> & { month: string }) {
  return (
    <svg
      viewBox={`0 0 ${31 * cell} ${height}`}
      aria-hidden
      className="h-8 min-w-0 flex-1"
      preserveAspectRatio="none"
    >
      {daysOfMonth(month)
        .filter((day) => day <= today)
        .map((day, index) => {
          const known = days.get(day);
          const x = index * cell + 1.5;
          if (!known) {
            return (
              <line
                key={day}
                x1={x + 1.5}
                x2={x + 5.5}
                y1={height - 1.5}
                y2={height - 1.5}
                stroke="var(--line-strong)"
                strokeWidth="1.5"
                vectorEffect="non-scaling-stroke"
              />
            );
          }
          const mood = Math.round(known.mood_average);
          const tall = 5 + (mood - 1) * 2.6;
          return (
            <rect
              key={day}
              x={x}
              y={height - 1 - tall}
              width={cell - 3}
              height={tall}
              fill={`var(--mood-${mood})`}
              stroke="var(--ink-soft)"
              strokeWidth="0.8"
              vectorEffect="non-scaling-stroke"
            />
          );
        })}
    </svg>
  );
}

/** The month as it stands on the button, so that who says what they see presses it. */
function summaryOf(month: string, days: ReadonlyMap<string, CalendarDay>): string {
  const known = daysOfMonth(month).flatMap((day) => days.get(day) ?? []);
  if (known.length === 0) return t('history.monthNone', { month: shortMonthName(month) });
  const mood = known.reduce((sum, { mood_average: mean }) => sum + mean, 0) / known.length;
  return t('history.monthSummary', {
    month: shortMonthName(month),
    count: known.length,
    mood: formatNumber(mood, 1),
  });
}
