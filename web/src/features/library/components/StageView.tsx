import { formatPosition } from '@/lib/messages/format';
import { t } from '@/lib/messages/library';
import { elapsedOf } from '../model/run';
import type { Stage } from '../model/stages';
import type { Answers } from '../model/useAnswers';
import type { RunControl } from '../model/useRun';
import { BreathingPacer } from './BreathingPacer';
import { ReviewWords } from './ReviewWords';
import { SensesList } from './SensesList';
import { StageWords } from './StageWords';
import { TimerDisc } from './TimerDisc';
import { WritingField } from './WritingField';

interface Props {
  stage: Stage;
  control: RunControl;
  answers: Answers;
}

/** The one thing that is asked for now. */
export function StageView({ stage, control, answers }: Props) {
  return (
    <section className="animate-arrive flex flex-1 flex-col justify-center gap-6 py-6">
      <StageContent stage={stage} control={control} answers={answers} />
    </section>
  );
}

function StageContent({ stage, control, answers }: Props) {
  const { run, now } = control;
  switch (stage.kind) {
    case 'text':
      return (
        <>
          <StageWords>{stage.text}</StageWords>
          {stage.seconds === null ? null : (
            <TextTime
              seconds={stage.seconds}
              elapsedMilliseconds={elapsedOf(run, now)}
              isPaused={control.isPaused}
            />
          )}
        </>
      );
    case 'breathing':
      return <BreathingPacer text={stage.text} pattern={stage.pattern} run={run} now={now} />;
    case 'timer':
      return <TimerDisc text={stage.text} seconds={stage.seconds} run={run} now={now} />;
    case 'senses':
      return (
        <SensesList
          text={stage.text}
          count={stage.count}
          things={answers.noticed[stage.text]}
          onChange={(things) => answers.notice(stage.text, things)}
        />
      );
    case 'writing':
      return (
        <WritingField
          text={stage.text}
          value={answers.written[stage.column] ?? ''}
          onChange={(text) => answers.write(stage.column, text)}
        />
      );
    case 'review':
      return <ReviewWords written={answers.written} />;
  }
}

interface TextTimeProps {
  seconds: number;
  elapsedMilliseconds: number;
  isPaused: boolean;
}

function TextTime({ seconds, elapsedMilliseconds, isPaused }: TextTimeProps) {
  const left = Math.max(0, Math.ceil(seconds - elapsedMilliseconds / 1000));
  const words = left === 0 ? t('player.ready') : t('player.left', { time: formatPosition(left) });
  return (
    <div>
      <div aria-hidden className="bg-line h-1.5 overflow-hidden rounded-full">
        <div
          className="bg-accent/70 h-full rounded-full"
          style={{ width: `${Math.min(100, elapsedMilliseconds / seconds / 10)}%` }}
        />
      </div>
      <p className="text-soft numeric mt-2 text-base">
        {isPaused ? `${t('player.paused')} · ${words}` : words}
      </p>
    </div>
  );
}
