import { ChevronLeft, Pause, Play } from 'lucide-react';
import { Button } from '@/components/Button';
import { t } from '@/lib/messages/library';
import type { Stage } from '../model/stages';
import type { RunControl } from '../model/useRun';

interface Props {
  stage: Stage;
  control: RunControl;
  isFirst: boolean;
  isLast: boolean;
}

/** Under the thumb, always in the same places. */
export function PlayerControls({ stage, control, isFirst, isLast }: Props) {
  const isWaitingTimer = stage.kind === 'timer' && control.isPaused && control.run.elapsedMilliseconds === 0;
  const isFollowed = stage.kind === 'breathing' || stage.kind === 'timer';
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 pt-3">
      {isFirst ? (
        <span />
      ) : (
        <Button tone="quiet" size="large" className="px-3!" onPress={control.back}>
          <ChevronLeft aria-hidden className="size-5" />
          {t('player.back')}
        </Button>
      )}
      {stage.seconds === null ? (
        <span />
      ) : (
        <Button
          size="large"
          tone={isWaitingTimer ? 'primary' : 'secondary'}
          onPress={control.isPaused ? control.resume : control.pause}
        >
          {control.isPaused ? (
            <Play aria-hidden className="size-4.5" />
          ) : (
            <Pause aria-hidden className="size-4.5" />
          )}
          {t(isWaitingTimer ? 'player.timerStart' : control.isPaused ? 'player.resume' : 'player.pause')}
        </Button>
      )}
      <Button
        size="large"
        tone={isFollowed ? 'quiet' : 'primary'}
        className="ml-auto px-5!"
        onPress={control.next}
      >
        {t(isLast ? 'player.finish' : 'player.next')}
      </Button>
    </div>
  );
}
