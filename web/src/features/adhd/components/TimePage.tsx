import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { Loaded } from '@/components/Loaded';
import { NumberStepper } from '@/components/NumberStepper';
import { ProblemNotice } from '@/components/ProblemNotice';
import { TextInput } from '@/components/TextInput';
import { usePreferences } from '@/features/preferences/api/preferences';
import { ToolPage } from '@/features/tools/components/ToolPage';
import { t } from '@/lib/messages/adhd';
import { formatDuration } from '@/lib/messages/format';
import { useDraft } from '@/lib/useDraft';
import { keepGuess, refreshLog, timeLogQuery, type Guess, type Learnt, type TimeEntry } from '../api/timeLog';
import { useCallId } from '../model/callId';
import { correct, roundMinutes } from '../model/correction';
import { useBreakdown } from '../model/useBreakdown';
import { StepList } from './StepList';
import { DoneEntry, EntryUnderWay } from './TimeEntries';
import { WhatWasLearnt } from './WhatWasLearnt';

const longestTask = 200;
const mostMinutes = 1440;
const mostActualMinutes = 10_080;
const usual = [5, 15, 30, 60, 120] as const;

/** Guess, do it, compare: the guesses of a person are corrected by their own log. */
export function TimePage() {
  const asked = useInfiniteQuery(timeLogQuery);
  const data = asked.data && {
    items: asked.data.pages.flatMap(({ items }) => items),
    learnt: asked.data.pages[0]?.learnt,
  };
  const [askedOf, setAskedOf] = useState<string | null>(null);
  const underWay = data?.items.filter(({ finished_at }) => finished_at === null) ?? [];
  const done = data?.items.filter(({ finished_at }) => finished_at !== null) ?? [];
  return (
    <ToolPage title={t('time.title')} lead={t('time.lead')}>
      {underWay.length > 0 ? (
        <ul className="mt-6 flex flex-col gap-3">
          {underWay.map((entry) => (
            <li key={entry.id}>
              <EntryUnderWay entry={entry} onOdd={setAskedOf} />
            </li>
          ))}
        </ul>
      ) : null}
      <GuessForm learnt={data?.learnt} />
      <section className="border-line mt-10 border-t pt-6">
        <h2 className="text-lg font-semibold tracking-tight">{t('time.log')}</h2>
        <Loaded of={{ ...asked, data }} waiting={t('time.loading')}>
          {({ learnt }) => (
            <>
              {learnt ? <WhatWasLearnt learnt={learnt} /> : null}
              {done.length === 0 ? (
                <p className="text-soft mt-3 text-base">{t('time.none')}</p>
              ) : (
                <ul className="border-line mt-4 border-t">
                  {done.map((entry) => (
                    <li key={entry.id} className="border-line border-b">
                      <DoneEntry entry={entry} isAsked={entry.id === askedOf} />
                    </li>
                  ))}
                </ul>
              )}
              {asked.hasNextPage ? (
                <Button
                  size="large"
                  className="mt-4"
                  isPending={asked.isFetchingNextPage}
                  onPress={() => void asked.fetchNextPage()}
                >
                  {t('time.more')}
                </Button>
              ) : null}
            </>
          )}
        </Loaded>
      </section>
    </ToolPage>
  );
}

function GuessForm({ learnt }: { learnt: Learnt | undefined }) {
  const isOffered = usePreferences().data?.task_breakdown_auto === true;
  const [task, setTask, dropDraft] = useDraft('adhd.time', '');
  const [minutes, setMinutes] = useState(15);
  const [actual, setActual] = useState<number | null>(null);
  const breakdown = useBreakdown();
  const keep = useKeepGuess((entry) => {
    setTask('');
    dropDraft();
    setActual(null);
    // Offered to whom it is wanted by, when there is something to begin.
    if (isOffered && entry.finished_at === null) void breakdown.begin(entry.task, null);
  });
  const words = task.trim();
  const send = (actual_minutes: number | null) =>
    keep.mutate({ task: words, estimated_minutes: minutes, actual_minutes });
  return (
    <>
      <form
        className="mt-6"
        onSubmit={(event) => {
          event.preventDefault();
          if (words !== '' && !keep.isPending) send(actual);
        }}
      >
        <TextInput
          label={t('time.task')}
          value={task}
          onChange={setTask}
          maxLength={longestTask}
          autoComplete="off"
        />
        <div className="mt-3">
          <NumberStepper
            label={t('time.guess')}
            value={minutes}
            onChange={setMinutes}
            minValue={1}
            maxValue={mostMinutes}
          />
          <ul className="mt-2 flex flex-wrap gap-2" aria-label={t('time.usual')}>
            {usual.map((one) => (
              <li key={one}>
                <Button
                  size="touch"
                  className="px-3.5!"
                  aria-pressed={one === minutes}
                  onPress={() => setMinutes(one)}
                >
                  {formatDuration(one * 60)}
                </Button>
              </li>
            ))}
          </ul>
        </div>
        <Corrected minutes={minutes} learnt={learnt} />
        {actual === null ? null : (
          <NumberStepper
            label={t('time.took')}
            value={actual}
            onChange={setActual}
            minValue={1}
            maxValue={mostActualMinutes}
          />
        )}
        <div className="mt-4 flex flex-wrap gap-3">
          <Button
            type="submit"
            tone="primary"
            size="large"
            className="max-sm:grow"
            isDisabled={words === ''}
            isPending={keep.isPending}
          >
            {t(actual === null ? 'time.start' : 'time.save')}
          </Button>
          <Button tone="quiet" size="large" onPress={() => setActual(actual === null ? minutes : null)}>
            {t(actual === null ? 'time.already' : 'time.notYet')}
          </Button>
        </div>
        {keep.isError ? (
          <div className="mt-4">
            <ProblemNotice error={keep.error} />
          </div>
        ) : null}
      </form>
      {breakdown.shown ? (
        <section className="mt-7">
          <h2 className="mb-3 text-lg font-semibold tracking-tight [overflow-wrap:anywhere]">
            {t('tasks.stepsOf', { task: breakdown.shown.task })}
          </h2>
          <StepList
            label={t('tasks.stepsOf', { task: breakdown.shown.task })}
            steps={breakdown.shown.steps}
            dividing={breakdown.waitsFor}
            onDivide={(step) => void breakdown.divide(step)}
            start={() => (
              <span aria-hidden className="bg-line-strong size-1.5 shrink-0 self-center rounded-full" />
            )}
            next={breakdown.shown.steps[0]?.id ?? null}
          />
          <Button tone="quiet" size="large" className="mt-2" onPress={breakdown.leave}>
            {t('tasks.leave')}
          </Button>
        </section>
      ) : null}
    </>
  );
}

function Corrected({ minutes, learnt }: { minutes: number; learnt: Learnt | undefined }) {
  const corrected = correct(minutes, learnt);
  if (corrected === null) return null;
  return (
    <p aria-live="polite" className="bg-accent-soft mt-3 rounded-sm px-3.5 py-3 text-base">
      {t('time.corrected', {
        minutes: formatDuration(roundMinutes(corrected.minutes) * 60),
        low: formatDuration(roundMinutes(corrected.low) * 60),
        high: formatDuration(roundMinutes(corrected.high) * 60),
      })}
    </p>
  );
}

function useKeepGuess(onKept: (entry: TimeEntry) => void) {
  const client = useQueryClient();
  const call = useCallId();
  return useMutation({
    mutationFn: (guess: Guess) => keepGuess(guess, call.of(guess)),
    onSuccess: async (entry) => {
      call.done();
      onKept(entry);
      await refreshLog(client);
    },
  });
}
