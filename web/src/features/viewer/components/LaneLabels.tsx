import { useStore } from 'zustand';
import { t } from '@/lib/messages/t';
import type { TraceEngine } from '../drawing/traceEngine';
import { type Lane, laneCentre, lanesInView } from '../model/lanes';
import { amplitudeText, unitText } from '../model/readings';
import type { LaneScale } from '../model/scaling';
import type { ViewStore } from '../model/viewState';
import { useEngineState } from './useTraceEngine';
import { badText } from './viewText';

const labelPixels = 16;

/** Names of the lanes in view, each beside its trace; choosing one brings its trace out. */
export function LaneLabels({ engine, store }: { engine: TraceEngine; store: ViewStore }) {
  const lanes = useEngineState(engine, (state) => state.lanes);
  const scales = useEngineState(engine, (state) => state.scales);
  const layout = useEngineState(engine, (state) => state.layout);
  const noteBand = useEngineState(engine, (state) => state.noteBand);
  const highlighted = useStore(store, (state) => state.highlightedLabel);
  const { first, end } = lanesInView(layout, lanes.length);
  return (
    // A long name reaches over the traces while it is pointed at or chosen: only its height is cut off.
    <ul className="absolute inset-0 overflow-x-visible overflow-y-clip" aria-label={t('viewer.channelList')}>
      {lanes.slice(first, end).map((lane, offset) => {
        const height = Math.min(labelPixels, layout.laneHeight);
        const top = noteBand + laneCentre(layout, first + offset) - height / 2;
        return top < noteBand - labelPixels / 2 ||
          top > noteBand + layout.viewHeight - labelPixels / 2 ? null : (
          <li
            key={lane.label}
            className="absolute inset-x-0 hover:z-10 focus-within:z-10 has-aria-pressed:z-10"
            style={{ top, height }}
          >
            <LaneLabel
              lane={lane}
              scale={scales[first + offset]}
              laneHeight={layout.laneHeight}
              isHighlighted={highlighted !== null && lane.names.includes(highlighted)}
              onPress={() =>
                store.getState().set({ highlightedLabel: lane.label === highlighted ? null : lane.label })
              }
            />
          </li>
        );
      })}
    </ul>
  );
}

interface LabelProps {
  lane: Lane;
  scale: LaneScale | undefined;
  laneHeight: number;
  isHighlighted: boolean;
  onPress: () => void;
}

function LaneLabel({ lane, scale, laneHeight, isHighlighted, onPress }: LabelProps) {
  const isBad = lane.bad.length > 0;
  const span = scale?.fitted
    ? amplitudeText((laneHeight * 0.7) / Math.abs(scale.pixelsPerUnit), lane.unit)
    : '';
  const remarks = [
    lane.label,
    isBad ? t('viewer.badReason', { reasons: badText(lane) }) : '',
    span === '' ? '' : t('viewer.fitted', { span }),
  ].filter((remark) => remark !== '');
  const tone = isHighlighted
    ? 'text-accent-strong font-semibold'
    : isBad
      ? 'text-faint line-through'
      : 'text-ink';
  return (
    <button
      type="button"
      aria-pressed={isHighlighted}
      aria-label={remarks.join('. ')}
      title={remarks.join('\n')}
      onClick={onPress}
      // Thin lanes have small names rather than none.
      style={laneHeight < labelPixels ? { fontSize: Math.max(9, laneHeight * 0.8) } : {}}
      className={`group flex h-full w-full cursor-pointer items-center justify-end gap-1 rounded-sm pr-2 pl-1 text-xs leading-none hover:w-max hover:min-w-full focus-visible:w-max focus-visible:min-w-full aria-pressed:w-max aria-pressed:min-w-full hover:bg-raised focus-visible:bg-raised aria-pressed:bg-raised ${tone}`}
    >
      {isBad ? <span aria-hidden className="bg-danger size-1.5 shrink-0 rounded-full" /> : null}
      <span className="truncate max-sm:hidden">{lane.label}</span>
      <span className="truncate group-hover:hidden group-aria-pressed:hidden sm:hidden">
        {shortLabel(lane.label)}
      </span>
      <span className="hidden whitespace-nowrap max-sm:group-hover:inline max-sm:group-aria-pressed:inline">
        {lane.label}
      </span>
      {span === '' ? null : (
        <span className="text-faint shrink-0 text-[0.65rem] max-sm:hidden">{unitText(lane.unit)}</span>
      )}
    </button>
  );
}

/** "EEG Fp1-Ref" as a phone has room for it: the electrode, without what all channels say. */
function shortLabel(label: string): string {
  return label.replace(/^(EEG|EOG|EMG|ECG)\s+/i, '').replace(/-(Ref|LE|AVG?)$/i, '');
}
