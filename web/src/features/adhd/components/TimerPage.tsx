import { Pause, Play, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { NumberStepper } from '@/components/NumberStepper';
import { TimeDisc } from '@/components/TimeDisc';
import { ToolPage } from '@/features/tools/components/ToolPage';
import { useReducedMotion } from '@/lib/appearance/useReducedMotion';
import { t } from '@/lib/messages/adhd';
import { formatPosition, formatTime } from '@/lib/messages/format';
import { useScreenAwake } from '@/lib/useScreenAwake';
import {
  fractionLeft,
  leftSeconds,
  momentOf,
  noTimer,
  pause,
  phaseOf,
  resume,
  start,
  type Timer,
  type TimerPhase,
} from '../model/timer';
import { useTimer } from '../model/timerStore';
import { useNow } from '../model/useNow';

const presets = [5, 10, 15, 25, 50] as const;
const longestMinutes = 180;

/** A disc that empties. It runs on this device alone, with no network too. */
export function TimerPage() {
  const timer = useTimer();
  const now = useNow(timer.endsAt !== null);
  const phase = phaseOf(timer, now);
  useScreenAwake(phase === 'running');
  return (
    <ToolPage title={t('timer.title')} lead={t('timer.lead')}>
      {phase === 'idle' ? <Lengths /> : <Running timer={timer} phase={phase} now={now} />}
      <Announcer timer={timer} phase={phase} now={now} />
    </ToolPage>
  );
}

function begin(minutes: number): void {
  useTimer.setState(start(minutes, Date.now()));
}

/** One press starts. */
function Lengths() {
  const [own, setOwn] = useState(20);
  return (
    <>
      <ul className="mt-7 grid grid-cols-[repeat(auto-fill,minmax(max(4.5rem,28%),1fr))] gap-3 sm:grid-cols-5">
        {presets.map((minutes) => (
          <li key={minutes} className="flex">
            <Button
              size="large"
              className="min-h-16! flex-1 px-2! text-lg! whitespace-nowrap!"
              onPress={() => begin(minutes)}
            >
              {t('timer.minutes', { minutes })}
            </Button>
          </li>
        ))}
      </ul>
      <div className="border-line mt-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t pt-4">
        <NumberStepper
          label={t('timer.own')}
          value={own}
          onChange={setOwn}
          minValue={1}
          maxValue={longestMinutes}
        />
        <Button tone="primary" size="large" className="max-sm:grow" onPress={() => begin(own)}>
          <Play aria-hidden className="size-4.5" />
          {t('timer.start')}
        </Button>
      </div>
      <p className="text-soft mt-6">{t('timer.asleep')}</p>
    </>
  );
}

interface RunningProps {
  timer: Timer;
  phase: TimerPhase;
  now: number;
}

function Running({ timer, phase, now }: RunningProps) {
  const isInSteps = useReducedMotion();
  const left = leftSeconds(timer, now);
  const inWords =
    isInSteps && left > 0 ? t('timer.minutesLeft', { count: Math.ceil(left / 60) }) : formatPosition(left);
  const endsAt = timer.endsAt === null ? null : formatTime(new Date(timer.endsAt).toISOString());
  return (
    <div className="mt-6 flex flex-col items-center gap-5 text-center">
      <TimeDisc
        fraction={fractionLeft(left, timer.lengthSeconds, isInSteps)}
        label={t('timer.left', { time: inWords })}
      />
      <p>
        <span aria-hidden className="numeric block text-2xl font-medium">
          {phase === 'over' ? t('timer.over') : inWords}
        </span>
        <span className="text-soft numeric block text-base">
          {phase === 'paused'
            ? t('timer.paused')
            : t(phase === 'over' ? 'timer.ended' : 'timer.ends', { time: endsAt ?? '' })}
        </span>
      </p>
      <div className="flex w-full flex-wrap justify-center gap-3">
        {phase === 'over' ? <AfterEnd lengthSeconds={timer.lengthSeconds} /> : <Underway phase={phase} />}
      </div>
    </div>
  );
}

function Underway({ phase }: { phase: TimerPhase }) {
  const change = (how: (timer: Timer, now: number) => Timer) =>
    useTimer.setState((timer) => how(timer, Date.now()));
  return (
    <>
      {phase === 'running' ? (
        <Button size="large" onPress={() => change(pause)}>
          <Pause aria-hidden className="size-4.5" />
          {t('timer.pause')}
        </Button>
      ) : (
        <Button tone="primary" size="large" onPress={() => change(resume)}>
          <Play aria-hidden className="size-4.5" />
          {t('timer.resume')}
        </Button>
      )}
      <Button tone="quiet" size="large" onPress={() => useTimer.setState(noTimer)}>
        {t('timer.end')}
      </Button>
    </>
  );
}

function AfterEnd({ lengthSeconds }: { lengthSeconds: number }) {
  return (
    <>
      <Button tone="primary" size="large" onPress={() => useTimer.setState(noTimer)}>
        {t('timer.done')}
      </Button>
      <Button size="large" onPress={() => begin(5)}>
        <Plus aria-hidden className="size-4.5" />
        {t('timer.fiveMore')}
      </Button>
      <Button tone="quiet" size="large" onPress={() => begin(lengthSeconds / 60)}>
        {t('timer.again')}
      </Button>
    </>
  );
}

/** One quiet voice for the screen reader; it speaks at few moments. */
function Announcer({ timer, phase, now }: RunningProps) {
  const moment = phase === 'idle' ? null : momentOf(leftSeconds(timer, now), timer.lengthSeconds);
  return (
    <p role="status" className="sr-only">
      {phase === 'paused'
        ? t('timer.paused')
        : moment === 'begun'
          ? t('timer.begun', { minutes: timer.lengthSeconds / 60 })
          : moment === null
            ? ''
            : t(`timer.moment.${moment}`)}
    </p>
  );
}
