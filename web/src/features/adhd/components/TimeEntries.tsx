import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { NumberStepper } from '@/components/NumberStepper';
import { ProblemNotice } from '@/components/ProblemNotice';
import { TimeDisc } from '@/components/TimeDisc';
import { usePreferences } from '@/features/preferences/api/preferences';
import { useReducedMotion } from '@/lib/appearance/useReducedMotion';
import { t } from '@/lib/messages/adhd';
import { formatDate, formatDuration, formatTime } from '@/lib/messages/format';
import { finish, refreshLog, removeEntry, type TimeEntry } from '../api/timeLog';
import { isOdd, roundMinutes } from '../model/correction';
import { fractionLeft } from '../model/timer';
import { useNow } from '../model/useNow';

/** Something somebody is doing now. */
export function EntryUnderWay({ entry, onOdd }: { entry: TimeEntry; onOdd: (id: string) => void }) {
  const client = useQueryClient();
  const isSeen = usePreferences().data?.time_blindness_support === true;
  const isInSteps = useReducedMotion();
  const now = useNow(true);
  const done = useMutation({
    mutationFn: () => finish(entry.id, null),
    onSuccess: (finished) => {
      // Pressed too soon, or a clock that ran on over lunch: asked now, while it is known.
      if (isOdd(finished)) onOdd(finished.id);
      return refreshLog(client);
    },
  });
  const lengthSeconds = (entry.corrected_minutes?.minutes ?? entry.estimated_minutes) * 60;
  const passedSeconds = Math.max(0, (now - new Date(entry.started_at).getTime()) / 1000);
  const passedMinutes = Math.floor(passedSeconds / 60);
  const left = Math.max(0, lengthSeconds - passedSeconds);
  return (
    <article className="border-line bg-raised flex flex-wrap items-center gap-4 rounded-lg border p-4 sm:p-5">
      {isSeen ? (
        <TimeDisc
          className="size-20 shrink-0"
          fraction={fractionLeft(left, lengthSeconds, isInSteps)}
          label={t('time.leftOf', { minutes: formatDuration(Math.ceil(left / 60) * 60) })}
        />
      ) : null}
      <div className="min-w-[min(12rem,100%)] flex-1">
        <h2 className="font-serif text-lg leading-snug font-medium [overflow-wrap:anywhere]">{entry.task}</h2>
        <p className="text-soft numeric mt-0.5 text-base">
          {passedMinutes === 0
            ? t('time.begun', { time: formatTime(entry.started_at) })
            : t('time.soFar', {
                minutes: formatDuration(passedMinutes * 60),
                time: formatTime(entry.started_at),
              })}
        </p>
        <p className="text-soft numeric text-base">
          {entry.corrected_minutes
            ? t('time.guessAndLikely', {
                guess: formatDuration(entry.estimated_minutes * 60),
                likely: formatDuration(roundMinutes(entry.corrected_minutes.minutes) * 60),
              })
            : t('time.guessed', { guess: formatDuration(entry.estimated_minutes * 60) })}
        </p>
      </div>
      <div className="flex items-center gap-1 max-sm:w-full">
        <Button
          tone="primary"
          size="large"
          className="max-sm:grow"
          isDisabled={done.isPending}
          onPress={() => done.mutate()}
        >
          <Check aria-hidden className="size-5" />
          {t('time.done')}
        </Button>
        <RemoveButton entry={entry} />
      </div>
      {done.isError ? <ProblemNotice error={done.error} /> : null}
    </article>
  );
}

/** A guess and what it took; the second can be set right, as for a clock that ran on over lunch. */
export function DoneEntry({ entry, isAsked }: { entry: TimeEntry; isAsked: boolean }) {
  const client = useQueryClient();
  const took = entry.actual_minutes ?? 0;
  // Untouched, it is open when asked about: whether the list or the answer that asks comes first does not matter.
  const [touched, setChanged] = useState<number | null>();
  const changed = touched === undefined ? (isAsked ? roundMinutes(took) : null) : touched;
  const save = useMutation({
    mutationFn: (minutes: number) => finish(entry.id, minutes),
    onSuccess: async () => {
      setChanged(null);
      await refreshLog(client);
    },
  });
  return (
    <div className="py-2">
      <div className="flex items-center gap-2">
        <p className="min-w-0 flex-1 text-base [overflow-wrap:anywhere]">
          {entry.task}
          <span className="text-soft numeric block text-sm">
            {t('time.guessedAndTook', {
              guess: formatDuration(entry.estimated_minutes * 60),
              took: formatDuration(roundMinutes(took) * 60),
              date: formatDate(entry.started_at),
            })}
          </span>
        </p>
        <Button
          tone="quiet"
          size="touch"
          aria-expanded={changed !== null}
          aria-label={t('time.changeOf', { task: entry.task })}
          onPress={() => setChanged(changed === null ? roundMinutes(took) : null)}
        >
          {t('time.change')}
        </Button>
        <RemoveButton entry={entry} />
      </div>
      {changed === null ? null : (
        <div className="pb-2">
          {isAsked ? <p className="text-base">{t('time.isRight')}</p> : null}
          <NumberStepper
            label={t('time.took')}
            value={changed}
            onChange={setChanged}
            minValue={1}
            maxValue={10_080}
          />
          <Button size="touch" isDisabled={save.isPending} onPress={() => save.mutate(changed)}>
            {t('time.save')}
          </Button>
          {save.isError ? <ProblemNotice error={save.error} /> : null}
        </div>
      )}
    </div>
  );
}

function RemoveButton({ entry }: { entry: TimeEntry }) {
  const client = useQueryClient();
  return (
    <Button
      tone="quiet"
      size="touch"
      icon
      className="shrink-0"
      aria-label={t('tasks.removeOf', { task: entry.task })}
      onPress={() => void removeEntry(client, entry)}
    >
      <Trash2 aria-hidden className="size-4.5" />
    </Button>
  );
}
