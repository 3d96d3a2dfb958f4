import { useEffect, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { showToast } from '@/components/toasts';
import { useCameFromToday } from '@/lib/cameFrom';
import { t } from '@/lib/messages/library';
import { drawAttention } from '@/lib/sound/drawAttention';
import { hasHolds } from '../model/breathing';
import type { Intervention } from '../model/intervention';
import { usePlayerChoices } from '../model/playerChoices';
import { isOver, spentSeconds } from '../model/run';
import type { SessionRecord } from '../model/sessionRecord';
import { stagesOf, stagesWithoutHolds } from '../model/stages';
import { useAnswers } from '../model/useAnswers';
import { usePlayerKeys } from '../model/usePlayerKeys';
import { useRun } from '../model/useRun';
import { useScreenAwake } from '@/lib/useScreenAwake';
import { ActionTime } from './ActionTime';
import { PlayerAnnouncer } from './PlayerAnnouncer';
import { PlayerControls } from './PlayerControls';
import { PlayerOptions } from './PlayerOptions';
import { PlayerTop } from './PlayerTop';
import { StageView } from './StageView';
import { Stopped } from './Stopped';

interface Props {
  item: Intervention;
  record: SessionRecord;
  onDone: (spentSeconds: number) => void;
}

export function Player({ item, record, onDone }: Props) {
  const [isWithoutHolds, setWithoutHolds] = useState(false);
  const stages = useMemo(() => {
    const all = stagesOf(item);
    return isWithoutHolds ? stagesWithoutHolds(all) : all;
  }, [item, isWithoutHolds]);
  const movesOn = usePlayerChoices((choices) => choices.movesOn);
  const control = useRun(stages, movesOn);
  const answers = useAnswers(item.id);
  const [isStopped, setStopped] = useState(false);
  const navigate = useNavigate();
  const isFromToday = useCameFromToday();
  const { run, now, stage } = control;

  useEffect(() => record.begin(), [record]);
  useScreenAwake(!isStopped && stage?.kind !== 'writing');
  useEffect(() => {
    if (run.isByTime) drawAttention();
  }, [run.index, run.isByTime]);
  const isFinished = isOver(run, stages);
  const spent = spentSeconds(run, now);
  const finish = () => {
    answers.forget();
    onDone(spent);
  };
  useEffect(() => {
    if (isFinished) finish();
    // Only the moment itself counts.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isFinished]);

  const stop = () => {
    control.pause();
    setStopped(true);
  };
  usePlayerKeys(control, stages, isStopped ? null : stop);

  if (isStopped) {
    return (
      <Stopped
        onGoOn={() => {
          setStopped(false);
          if (stage?.kind !== 'timer' || run.elapsedMilliseconds > 0) control.resume();
        }}
        onEnough={finish}
        onLeave={() => {
          answers.forget();
          // Whether it was written down matters less than being let go.
          record.skip().catch(() => undefined);
          showToast({ text: t('stopped.left', { name: item.name }) });
          void navigate(isFromToday ? '/today' : '/library');
        }}
      />
    );
  }
  if (stage === undefined) return null;
  return (
    <div className="mx-auto flex min-h-full w-full max-w-[46rem] flex-col px-5 pt-3 pb-5">
      <PlayerTop name={item.name} index={run.index} count={stages.length} onStop={stop} />
      <ActionTime stages={stages} run={run} now={now} />
      <PlayerAnnouncer stage={stage} run={run} now={now} />
      {/* A new screen is a new thing: nothing of the last one's typing or counting is left in it. */}
      <StageView key={run.index} stage={stage} control={control} answers={answers} />
      <PlayerOptions
        stage={stage}
        hasHolds={stage.kind === 'breathing' && (isWithoutHolds || hasHolds(stage.pattern))}
        isWithoutHolds={isWithoutHolds}
        onWithoutHolds={(isWithout) => {
          setWithoutHolds(isWithout);
          control.again();
        }}
      />
      <PlayerControls
        stage={stage}
        control={control}
        isFirst={run.index === 0}
        isLast={run.index === stages.length - 1}
      />
      <p className="text-faint mt-4 hidden text-sm pointer-fine:block">{t('player.keys')}</p>
    </div>
  );
}
