import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { TimeDisc } from '@/components/TimeDisc';
import { showToast } from '@/components/toasts';
import { usePreferences } from '@/features/preferences/api/preferences';
import { useReducedMotion } from '@/lib/appearance/useReducedMotion';
import { t } from '@/lib/messages/adhd';
import { formatDuration, formatTime } from '@/lib/messages/format';
import { endFocus, focusQuery, type CurrentFocus, type Focus } from '../api/focus';
import { useSurface } from '../model/reminders';
import { fractionLeft } from '../model/timer';
import { useNow } from '../model/useNow';

/** How long it has been, what comes next, and the way out. */
export function FocusUnderWay({ focus }: { focus: Focus }) {
  const client = useQueryClient();
  const now = useNow(true);
  const [isTimeToSurface, goOn] = useSurface(focus, now);
  const end = useMutation({
    mutationFn: () => endFocus(focus.id),
    onSuccess: (ended) => {
      client.setQueryData(focusQuery.queryKey, (known: CurrentFocus | undefined) => ({
        remind_every_minutes: known?.remind_every_minutes ?? null,
        session: null,
      }));
      showToast({ text: t('focus.ended', { minutes: minutesBetween(ended.started_at, ended.ended_at) }) });
    },
  });
  const next = focus.reminders_at.find((at) => new Date(at).getTime() > now);
  return (
    <div className="flex flex-col items-center gap-6 text-center">
      <Time focus={focus} now={now} />
      <p
        role="status"
        className={isTimeToSurface ? 'bg-accent-soft w-full rounded-lg px-5 py-4 text-lg' : 'sr-only'}
      >
        {isTimeToSurface ? t('focus.surface') : ''}
      </p>
      {isTimeToSurface || next === undefined ? null : (
        <p className="text-soft numeric text-base">{t('focus.next', { time: formatTime(next) })}</p>
      )}
      {focus.holds_others ? <p className="text-soft text-base">{t('focus.holding')}</p> : null}
      <div className="flex w-full flex-wrap justify-center gap-3">
        <Button
          tone="primary"
          size="large"
          className="max-sm:grow"
          isDisabled={end.isPending}
          onPress={() => end.mutate()}
        >
          {t('focus.end')}
        </Button>
        {isTimeToSurface ? (
          <Button size="large" className="max-sm:grow" onPress={goOn}>
            {t('focus.goOn')}
          </Button>
        ) : null}
      </div>
      {end.isError ? <ProblemNotice error={end.error} /> : null}
    </div>
  );
}

/** As a shape for whom time is to be visible, and always as words. */
function Time({ focus, now }: { focus: Focus; now: number }) {
  const isSeen = usePreferences().data?.time_blindness_support === true;
  const isInSteps = useReducedMotion();
  const startedAt = new Date(focus.started_at).getTime();
  const endsAt = focus.planned_end_at === null ? null : new Date(focus.planned_end_at).getTime();
  const passedMinutes = Math.max(0, Math.floor((now - startedAt) / 60_000));
  const soFar =
    passedMinutes === 0
      ? t('focus.begun')
      : t('focus.soFar', { minutes: formatDuration(passedMinutes * 60) });
  const left = endsAt === null ? 0 : Math.max(0, (endsAt - now) / 1000);
  const isOver = endsAt !== null && now >= endsAt;
  return (
    <>
      {isSeen ? (
        <TimeDisc
          // An open one fills no disc to empty: the hour that it is in does.
          fraction={
            endsAt === null
              ? hourLeft(now - startedAt)
              : fractionLeft(left, (endsAt - startedAt) / 1000, isInSteps)
          }
          label={
            endsAt === null ? soFar : t('timer.left', { time: formatDuration(Math.ceil(left / 60) * 60) })
          }
        />
      ) : null}
      <p>
        <span className="numeric block text-2xl font-medium">{soFar}</span>
        <span className="text-soft numeric block text-base">
          {endsAt === null
            ? t('focus.since', { time: formatTime(focus.started_at) })
            : t(isOver ? 'focus.plannedEnd' : 'focus.until', {
                start: formatTime(focus.started_at),
                end: formatTime(new Date(endsAt).toISOString()),
              })}
        </span>
      </p>
    </>
  );
}

const hourMilliseconds = 3_600_000;

function hourLeft(passedMilliseconds: number): number {
  const minute = Math.floor((Math.max(0, passedMilliseconds) % hourMilliseconds) / 60_000);
  return 1 - minute / 60;
}

function minutesBetween(start: string, end: string | null): string {
  const milliseconds = (end === null ? Date.now() : new Date(end).getTime()) - new Date(start).getTime();
  return formatDuration(Math.max(1, Math.round(milliseconds / 60_000)) * 60);
}
