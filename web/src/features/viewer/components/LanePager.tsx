import { ChevronDown, ChevronUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '@/lib/messages/t';
import type { TraceEngine } from '../drawing/traceEngine';
import { lanesOnPage, pagedScrollTop } from '../model/lanes';
import type { ViewStore } from '../model/viewState';
import { useEngineState } from './useTraceEngine';

interface Props {
  engine: TraceEngine;
  store: ViewStore;
  className: string;
}

/** Which of the channels are in view, and the way to the others; nothing while all of them are. */
export function LanePager({ engine, store, className }: Props) {
  const layout = useEngineState(engine, (state) => state.layout);
  const laneCount = useEngineState(engine, (state) => state.lanes.length);
  if (layout.contentHeight <= layout.viewHeight + 1) {
    return null;
  }
  const { first, end } = lanesOnPage(layout, laneCount);
  const turn = (direction: 1 | -1) =>
    store.getState().set({ scrollTop: pagedScrollTop(layout, laneCount, direction) });
  return (
    <div className={`items-center justify-between gap-0.5 px-1 ${className}`}>
      <PagerButton label={t('viewer.command.lanes_up')} isDisabled={first === 0} onPress={() => turn(-1)}>
        <ChevronUp aria-hidden className="size-4" />
      </PagerButton>
      <p className="text-soft numeric text-center text-[0.65rem] leading-tight max-sm:text-xs" role="status">
        {t('viewer.lanesShown', { from: first + 1, to: end, count: laneCount })}
      </p>
      <PagerButton
        label={t('viewer.command.lanes_down')}
        isDisabled={end >= laneCount}
        onPress={() => turn(1)}
      >
        <ChevronDown aria-hidden className="size-4" />
      </PagerButton>
    </div>
  );
}

function PagerButton(props: {
  label: string;
  isDisabled: boolean;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={props.label}
      title={props.label}
      disabled={props.isDisabled}
      onClick={props.onPress}
      className="text-soft hover:bg-hover hover:text-ink flex size-7 shrink-0 cursor-pointer items-center justify-center rounded-sm disabled:cursor-default disabled:opacity-35 max-md:size-11"
    >
      {props.children}
    </button>
  );
}
