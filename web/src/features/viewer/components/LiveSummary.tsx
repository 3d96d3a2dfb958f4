import { useEffect, useState } from 'react';
import { formatPosition } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import type { TraceEngine } from '../drawing/traceEngine';
import { type Annotation, annotationsIn } from '../model/annotations';
import { usePreferences } from '../model/preferences';
import type { ViewStore } from '../model/viewState';
import { useEngineState } from './useTraceEngine';
import { filtersText } from './viewText';

const restMilliseconds = 600;

interface Props {
  engine: TraceEngine;
  store: ViewStore;
  notes: readonly Annotation[];
}

/** What the canvas shows, in words, for those who do not see it; spoken once the view rests. */
export function LiveSummary({ engine, store, notes }: Props) {
  const laneCount = useEngineState(engine, (state) => state.lanes.length);
  const badCount = useEngineState(
    engine,
    (state) => state.lanes.filter((lane) => lane.bad.length > 0).length,
  );
  const preferences = usePreferences();
  const isMontageShown = useEngineState(engine, (state) => state.montageProblem === null);
  const montage = isMontageShown ? preferences.montage : 'recorded';
  const [text, setText] = useState('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const say = () => {
      const { viewport, durationSeconds, sensitivity } = store.getState();
      const toSeconds = Math.min(durationSeconds, viewport.fromSeconds + viewport.pageSeconds);
      const noteCount = annotationsIn(notes, viewport.fromSeconds, toSeconds).length;
      const marks = [
        ...(badCount > 0 ? [t('viewer.summaryBad', { count: badCount })] : []),
        t('viewer.summaryNotes', { count: noteCount }),
      ];
      setText(
        t('viewer.summary', {
          from: formatPosition(viewport.fromSeconds, 1),
          to: formatPosition(toSeconds, 1),
          duration: formatPosition(durationSeconds),
          channels: t('viewer.channels', { count: laneCount }),
          montage: t(`viewer.montage.${montage}`),
          sensitivity: t('viewer.sensitivityValue', { value: sensitivity }),
          filters: filtersText(preferences),
          notes: marks.join(', '),
        }),
      );
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(say, restMilliseconds);
    };
    later();
    const unsubscribe = store.subscribe((state, before) => {
      if (state.viewport !== before.viewport || state.sensitivity !== before.sensitivity) later();
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [store, notes, laneCount, badCount, preferences, montage]);
  return (
    <p id="trace-summary" role="status" aria-live="polite" className="sr-only">
      {text}
    </p>
  );
}
