import { useRef, useState, type KeyboardEvent } from 'react';
import { ScaleMark } from '@/features/checkins/components/ScaleMark';
import { formatNumber } from '@/lib/messages/format';
import { t } from '@/lib/messages/history';
import type { CalendarDay } from '../api/history';
import { addDays, formatDay, formatMonth, weekdayNames, weeksOfMonth } from '../model/days';

interface Props {
  /** `yyyy-MM`. */
  month: string;
  today: string;
  days: ReadonlyMap<string, CalendarDay>;
  chosen: string | null;
  onChoose: (day: string) => void;
}

const moves: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 7, ArrowUp: -7 };

/** A month of days, each with its mood; the arrows move among them. */
export function MonthGrid({ month, today, days, chosen, onChoose }: Props) {
  const grid = useRef<HTMLDivElement>(null);
  const last = today.startsWith(month)
    ? today
    : (weeksOfMonth(month)
        .flat()
        .findLast((day) => day !== null) ?? today);
  const [current, setCurrent] = useState(chosen?.startsWith(month) ? chosen : last);
  const focus = (day: string) => {
    if (!day.startsWith(month) || day > last) return;
    setCurrent(day);
    grid.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (move === undefined && event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    focus(move === undefined ? (event.key === 'Home' ? `${month}-01` : last) : addDays(current, move));
  };
  return (
    <>
      <h3 className="text-base font-semibold">{formatMonth(month)}</h3>
      {/* One stop of the Tab key; the arrows, Home and End go on from there. */}
      <div
        ref={grid}
        role="grid"
        aria-label={t('history.month', { month: formatMonth(month) })}
        onKeyDown={onKeyDown}
        className="mt-2"
      >
        <div role="row" className="text-faint grid grid-cols-7 text-center text-[min(var(--text-xs),3.4cqw)]">
          {weekdayNames.map((name) => (
            <span key={name} role="columnheader" className="overflow-hidden py-1">
              {name}
            </span>
          ))}
        </div>
        {weeksOfMonth(month).map((week, index) => (
          <div key={index} role="row" className="grid grid-cols-7 gap-1 py-0.5">
            {week.map((day, place) => (
              <div key={day ?? place} role="gridcell" aria-selected={day !== null && day === chosen}>
                {day === null || day > today ? (
                  <span
                    aria-hidden
                    className="numeric text-faint grid min-h-12 place-items-start p-1 text-xs"
                  >
                    {day === null ? '' : Number(day.slice(8))}
                  </span>
                ) : (
                  <DayButton
                    day={day}
                    entry={days.get(day)}
                    isChosen={day === chosen}
                    isStop={day === current}
                    onPress={() => {
                      setCurrent(day);
                      onChoose(day);
                    }}
                  />
                )}
              </div>
            ))}
          </div>
        ))}
      </div>
    </>
  );
}

interface DayProps {
  day: string;
  entry: CalendarDay | undefined;
  isChosen: boolean;
  isStop: boolean;
  onPress: () => void;
}

function DayButton({ day, entry, isChosen, isStop, onPress }: DayProps) {
  const name = formatDay(day);
  return (
    <button
      type="button"
      data-day={day}
      tabIndex={isStop ? 0 : -1}
      aria-label={
        entry
          ? t('history.day', { day: name, mood: formatNumber(entry.mood_average, 1), count: entry.count })
          : t('history.dayNone', { day: name })
      }
      onClick={onPress}
      className={`hover:border-accent motion-quick relative grid min-h-12 w-full cursor-pointer place-items-center rounded-sm border transition-colors ${isChosen ? 'border-accent bg-accent-soft ring-accent ring-1' : entry ? 'border-line-strong/50 bg-raised' : 'border-line'}`}
    >
      <span className="numeric text-soft absolute top-0.5 left-1 text-[0.7rem] leading-tight">
        {Number(day.slice(8))}
      </span>
      {entry ? (
        <ScaleMark kind="mood" value={Math.round(entry.mood_average)} className="mt-2 size-8 max-w-full" />
      ) : null}
    </button>
  );
}
