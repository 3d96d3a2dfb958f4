import { useQueryClient } from '@tanstack/react-query';
import { Check, Minus } from 'lucide-react';
import { Fragment, useState } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { deviceUser } from '@/lib/deviceStore/deviceUser';
import { t } from '@/lib/messages/autism';
import { formatTime } from '@/lib/messages/format';
import { routineKey, type Mark, type RoutineDay, type RoutineDayEntry } from '../api/routine';
import { formatClock, useCurrentTime } from '../model/clock';
import { begun } from '../model/routine';
import { saveLog } from '../model/waitingLogs';

/** Times from above to below, with a mark at the present moment. Nothing moves, nothing is counted. */
export function Timeline({ day }: { day: RoutineDay }) {
  const now = useCurrentTime();
  const place = day.is_today ? begun(day, now) : null;
  return (
    <ol className="@container mt-3">
      {day.entries.map((entry, index) => (
        <Fragment key={entry.item_id ?? entry.change?.id ?? ''}>
          {place === index ? <NowMark now={now} /> : null}
          <li className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-2 @min-[18rem]:grid-cols-[4.75rem_1.75rem_minmax(0,1fr)]">
            <EntryRow entry={entry} date={day.date} isPast={place !== null && index < place} />
          </li>
        </Fragment>
      ))}
      {place === day.entries.length ? <NowMark now={now} /> : null}
    </ol>
  );
}

function NowMark({ now }: { now: number }) {
  return (
    <li className="flex items-center gap-3 py-1 print:hidden">
      <span className="text-accent-strong numeric shrink-0 font-medium">
        {t('routine.now', { time: formatTime(new Date(now).toISOString()) })}
      </span>
      <span aria-hidden className="bg-accent h-0.5 flex-1 rounded-full" />
    </li>
  );
}

function EntryRow({ entry, date, isPast }: { entry: RoutineDayEntry; date: string; isPast: boolean }) {
  const isOver = entry.state === 'cancelled' || entry.state === 'skipped';
  return (
    <>
      <p className="numeric text-soft col-start-2 row-start-1 pt-3.5 @min-[18rem]:col-start-1 @min-[18rem]:text-right">
        {entry.at === null ? '' : formatClock(entry.at)}
      </p>
      <div
        aria-hidden
        className="relative col-start-1 row-span-2 row-start-1 flex justify-center @min-[18rem]:col-start-2"
      >
        <span className="bg-line-strong/50 absolute inset-y-0 w-px" />
        <span
          className={`border-line-strong relative mt-4 flex size-5 items-center justify-center rounded-full border-2 ${entry.state === 'done' ? 'bg-accent border-accent text-on-accent' : 'bg-paper'}`}
        >
          {entry.state === 'done' ? <Check className="size-3.5" strokeWidth={3} /> : null}
          {isOver ? <Minus className="text-soft size-3" strokeWidth={3} /> : null}
        </span>
      </div>
      <div className="col-start-2 flex min-w-0 flex-wrap items-start justify-between gap-x-4 pb-3 @min-[18rem]:col-start-3 @min-[18rem]:row-start-1">
        <div className="min-w-0 grow basis-40 pt-2.5">
          <p
            className={`text-lg leading-snug ${isOver ? 'text-soft line-through' : isPast ? '' : 'font-medium'}`}
          >
            {entry.name}
          </p>
          {factsOf(entry).map((fact) => (
            <p key={fact} className="text-soft text-base">
              {fact}
            </p>
          ))}
        </div>
        {entry.item_id === null || entry.state === 'cancelled' ? null : (
          <Marks itemId={entry.item_id} name={entry.name ?? ''} state={entry.state} date={date} />
        )}
      </div>
    </>
  );
}

function factsOf({ state, change, minutes, usual_at, marked_at }: RoutineDayEntry): string[] {
  return [
    ...(change?.kind === 'moved' && usual_at !== null
      ? [t('routine.isMoved', { time: formatClock(usual_at) })]
      : []),
    ...(change?.kind === 'replaced' ? [t('routine.isReplaced', { what: change.what ?? '' })] : []),
    ...(change?.kind === 'added' ? [t('routine.isAdded')] : []),
    ...(change?.kind === 'cancelled' ? [t('routine.isCancelled')] : []),
    ...(change !== null && change.kind !== 'replaced' && change.kind !== 'added' && change.what !== null
      ? [change.what]
      : []),
    ...(state === 'done'
      ? [marked_at === null ? t('routine.isDone') : t('routine.isDoneAt', { time: formatTime(marked_at) })]
      : []),
    ...(state === 'skipped' ? [t('routine.isSkipped')] : []),
    ...(state === 'open' && minutes !== null ? [t('routine.minutes', { minutes })] : []),
  ];
}

interface MarksProps {
  itemId: string;
  name: string;
  state: string;
  date: string;
}

function Marks({ itemId, name, state, date }: MarksProps) {
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const mark = async (next: Mark | null) => {
    const userId = deviceUser();
    if (userId === null) return;
    setError(null);
    try {
      const saved = await saveLog(userId, { to: 'mark', itemId, date, mark: next });
      if (saved.state === 'sent') await client.invalidateQueries({ queryKey: routineKey });
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <div className="flex max-w-full flex-wrap gap-1 pt-0.5 print:hidden">
      {state === 'open' ? (
        <>
          <Button
            size="touch"
            aria-label={t('routine.doneNamed', { name })}
            onPress={() => void mark('done')}
          >
            <Check aria-hidden className="size-4" />
            {t('routine.done')}
          </Button>
          <Button
            tone="quiet"
            size="touch"
            aria-label={t('routine.skipNamed', { name })}
            onPress={() => void mark('skipped')}
          >
            {t('routine.skip')}
          </Button>
        </>
      ) : (
        <Button
          tone="quiet"
          size="touch"
          className="max-sm:-ml-4"
          aria-label={t('routine.undoNamed', { name })}
          onPress={() => void mark(null)}
        >
          {t('routine.undo')}
        </Button>
      )}
      {error === null ? null : <ProblemNotice error={error} />}
    </div>
  );
}
