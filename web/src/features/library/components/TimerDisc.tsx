import { formatPosition, formatTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/library';
import { discPath } from '../model/disc';
import { elapsedOf, type Run } from '../model/run';
import { StageWords } from './StageWords';

interface Props {
  text: string;
  seconds: number;
  run: Run;
  now: number;
}

const marks = Array.from({ length: 12 }, (_, hour) => hour * 30);

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
      <svg
        viewBox="-50 -50 100 100"
        className="size-[min(66vw,18rem,42dvh)]"
        role="img"
        aria-label={`${t('player.timerLeft')}: ${formatPosition(left)}`}
      >
        <circle r="48" className="fill-raised stroke-line" strokeWidth="1" />
        <path d={discPath(fraction, 43)} className="fill-accent" />
        {marks.map((degrees) => (
          <line
            key={degrees}
            x1="0"
            x2="0"
            y1="-48"
            y2="-45"
            transform={`rotate(${degrees})`}
            className="stroke-line-strong"
            strokeWidth="1"
          />
        ))}
      </svg>
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
