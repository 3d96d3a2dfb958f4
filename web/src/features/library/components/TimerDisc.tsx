import { TimeDisc } from '@/components/TimeDisc';
import { formatPosition, formatTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/library';
import { elapsedOf, type Run } from '../model/run';
import { StageWords } from './StageWords';

interface Props {
  text: string;
  seconds: number;
  run: Run;
  now: number;
}

/** Time as something to see: a disc that empties, its length in minutes and the hour at which it ends. */
export function TimerDisc({ text, seconds, run, now }: Props) {
  const elapsedMilliseconds = elapsedOf(run, now);
  const left = Math.max(0, Math.ceil(seconds - elapsedMilliseconds / 1000));
  // Whole seconds: it empties in steps too small to draw the eye.
  const fraction = left / seconds;
  const isBegun = run.runningSince !== null || elapsedMilliseconds > 0;
  const ends = new Date(now + seconds * 1000 - elapsedMilliseconds).toISOString();
  return (
    <div className="flex flex-col items-center gap-5 text-center">
      <StageWords>{text}</StageWords>
      <TimeDisc fraction={fraction} label={`${t('player.timerLeft')}: ${formatPosition(left)}`} />
      <p>
        <span aria-hidden className="numeric block text-2xl font-medium">
          {formatPosition(left)}
        </span>
        <span className="text-soft numeric block text-base">
          {isBegun && run.runningSince === null
            ? t('player.paused')
            : t('player.timerEnds', { time: formatTime(ends) })}
        </span>
      </p>
    </div>
  );
}
