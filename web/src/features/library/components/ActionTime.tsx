import { TimeDisc } from '@/components/TimeDisc';
import { usePreferences } from '@/features/preferences/api/preferences';
import { useReducedMotion } from '@/lib/appearance/useReducedMotion';
import { formatDuration } from '@/lib/messages/format';
import { t } from '@/lib/messages/library';
import { elapsedOf, type Run } from '../model/run';
import type { Stage } from '../model/stages';

interface Props {
  stages: readonly Stage[];
  run: Run;
  now: number;
}

/** What is left of the whole action, as a shape, for whom time is to be visible. Steps without a length count for nothing. */
export function ActionTime({ stages, run, now }: Props) {
  const isSeen = usePreferences().data?.time_blindness_support === true;
  const isInSteps = useReducedMotion();
  const total = secondsOf(stages);
  if (!isSeen || total === 0) return null;
  const current = stages[run.index]?.seconds ?? 0;
  const left = secondsOf(stages.slice(run.index + 1)) + Math.max(0, current - elapsedOf(run, now) / 1000);
  const step = isInSteps ? 60 : 5;
  const shown = Math.min(total, Math.ceil(left / step) * step);
  const words = t('player.leftInAll', { time: formatDuration(Math.ceil(left / 60) * 60) });
  return (
    <p className="text-soft mt-2 flex items-center gap-2.5 text-sm">
      <TimeDisc className="size-9 shrink-0" fraction={shown / total} label={words} />
      <span aria-hidden className="numeric">
        {words}
      </span>
    </p>
  );
}

function secondsOf(stages: readonly Stage[]): number {
  return stages.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0);
}
