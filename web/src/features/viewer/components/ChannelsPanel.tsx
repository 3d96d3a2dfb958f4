import { useStore } from 'zustand';
import { Button } from '@/components/Button';
import { t } from '@/lib/messages/t';
import type { TraceEngine } from '../drawing/traceEngine';
import { lanesOf, type BadChannel } from '../model/lanes';
import { unitText } from '../model/readings';
import type { ViewStore } from '../model/viewState';
import { SidePanel } from './SidePanel';
import { useEngineState } from './useTraceEngine';
import { badText } from './viewText';

const gains = [0.1, 0.2, 0.5, 1, 2, 5, 10] as const;

interface Props {
  engine: TraceEngine;
  store: ViewStore;
  badChannels: readonly BadChannel[];
  recordedLabels: readonly string[];
  onClose: () => void;
}

/** Which channels of the montage are drawn, and how large each. */
export function ChannelsPanel({ engine, store, badChannels, recordedLabels, onClose }: Props) {
  const channels = useEngineState(engine, (state) => state.channels);
  const hidden = useStore(store, (state) => state.hiddenLabels);
  const ownGains = useStore(store, (state) => state.gains);
  const { setHidden, setGain, set } = store.getState();
  return (
    <SidePanel
      title={t('viewer.channelList')}
      onClose={onClose}
      footer={
        <div className="flex gap-2">
          <Button size="compact" className="flex-1" onPress={() => set({ hiddenLabels: new Set() })}>
            {t('viewer.showAll')}
          </Button>
          <Button size="compact" className="flex-1" onPress={() => set({ gains: {} })}>
            {t('viewer.gainReset')}
          </Button>
        </div>
      }
    >
      <ul className="py-1">
        {lanesOf(channels, noneHidden, badChannels, recordedLabels).map((lane) => (
          <li
            key={lane.label}
            className="hover:bg-hover flex min-h-8 max-md:min-h-11 items-center gap-2 px-4"
          >
            <label className="flex min-w-0 flex-1 cursor-pointer items-center gap-2.5 py-1">
              <input
                type="checkbox"
                checked={!hidden.has(lane.label)}
                aria-label={t('viewer.channelVisible', { label: lane.label })}
                onChange={(event) => setHidden(lane.label, !event.target.checked)}
                className="size-4 shrink-0"
              />
              <span className="truncate">{lane.label}</span>
              <span className="text-faint text-xs">{unitText(lane.unit)}</span>
              {lane.bad.length > 0 ? (
                <span
                  className="text-danger truncate text-xs"
                  title={t('viewer.badReason', { reasons: badText(lane) })}
                >
                  {badText(lane)}
                </span>
              ) : null}
            </label>
            <select
              value={ownGains[lane.label] ?? 1}
              aria-label={t('viewer.gain', { label: lane.label })}
              onChange={(event) => setGain(lane.label, Number(event.target.value))}
              className="text-soft bg-raised numeric h-7 max-md:h-11 rounded-sm text-xs"
            >
              {gains.map((gain) => (
                <option key={gain} value={gain}>
                  ×{gain}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ul>
    </SidePanel>
  );
}

const noneHidden: ReadonlySet<string> = new Set();
