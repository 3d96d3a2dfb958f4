import { Button } from '@/components/Button';
import { t } from '@/lib/messages/t';
import type { TraceEngine } from '../drawing/traceEngine';
import { usePreferences } from '../model/preferences';
import { useEngineState } from './useTraceEngine';

/** Says that the chosen montage cannot be shown, and why, instead of leaving the traces as they were without a word. */
export function MontageNotice({ engine }: { engine: TraceEngine }) {
  const problem = useEngineState(engine, (state) => state.montageProblem);
  const montage = usePreferences((state) => state.montage);
  const change = usePreferences((state) => state.change);
  if (problem === null) {
    return null;
  }
  return (
    <div
      role="status"
      className="bg-raised border-line absolute top-2 left-1/2 z-10 flex w-max max-w-[calc(100%-1rem)] -translate-x-1/2 items-center gap-3 rounded-sm border py-1.5 pr-1.5 pl-3 text-xs"
    >
      <p>
        <span className="font-medium">
          {t('viewer.montageNot', { montage: t(`viewer.montage.${montage}`) })}
        </span>{' '}
        {t(`viewer.montageProblem.${problem}`)}
      </p>
      <Button size="compact" onPress={() => change({ montage: 'recorded' })}>
        {t('viewer.montage.recorded')}
      </Button>
    </div>
  );
}
