import { Activity, ArrowLeft, Keyboard, ListTree, Ruler, SlidersHorizontal, StickyNote } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useStore } from 'zustand';
import { Button } from '@/components/Button';
import type { Recording } from '@/features/recordings/model/recording';
import { formatRecordingTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import type { TraceEngine } from '../drawing/traceEngine';
import { usePreferences } from '../model/preferences';
import type { ViewStore } from '../model/viewState';
import { DownloadMenu } from './DownloadMenu';
import type { Panel } from './useViewerCommands';
import { ViewSettings } from './ViewSettings';
import { factsText } from './viewText';

interface Props {
  recording: Recording;
  engine: TraceEngine;
  store: ViewStore;
  panel: Panel | null;
  onPanel: (panel: Panel) => void;
  onHelp: () => void;
  onCalibrate: () => void;
}

/** The recording's name and facts, what can be opened, and (where there is room) every selector of the view. */
export function ViewerBar({ recording, engine, store, panel, onPanel, onHelp, onCalibrate }: Props) {
  const grade = recording.latest_analysis?.summary?.grade;
  const isRulerOn = useStore(store, (state) => state.isRulerOn);
  return (
    <header className="border-line border-b">
      <div className="flex h-10 items-center gap-1 pr-2 pl-1.5 max-sm:h-auto max-sm:flex-wrap max-sm:justify-between max-sm:py-1">
        <Link
          to="/recordings"
          aria-label={t('viewer.back')}
          className="text-soft hover:bg-hover hover:text-ink flex size-7 shrink-0 items-center justify-center rounded-sm max-md:size-11"
        >
          <ArrowLeft aria-hidden className="size-4" />
        </Link>
        <div className="mr-auto flex min-w-0 items-baseline gap-3 pl-1 max-sm:w-[calc(100%-4rem)]">
          <h1 className="truncate text-sm font-semibold" title={recording.file_name}>
            {recording.title}
          </h1>
          <p className="text-soft numeric truncate text-xs max-lg:hidden">
            {factsText(recording)}
            {recording.start_time ? ` · ${formatRecordingTime(recording.start_time)}` : ''} ·{' '}
            {recording.format}
          </p>
          {recording.warnings.length > 0 ? (
            <p
              className="text-firefly-ink shrink-0 cursor-help text-xs max-sm:hidden"
              title={recording.warnings.join('\n')}
            >
              {t('viewer.warnings', { count: recording.warnings.length })}
            </p>
          ) : null}
        </div>
        <Toggle
          label={t('viewer.ruler')}
          isOn={isRulerOn}
          onPress={() => store.getState().set({ isRulerOn: !isRulerOn, ruler: null })}
        >
          <Ruler aria-hidden className="size-4" />
        </Toggle>
        <Toggle
          label={t('viewer.channelList')}
          isOn={panel === 'channels'}
          onPress={() => onPanel('channels')}
        >
          <ListTree aria-hidden className="size-4" />
        </Toggle>
        <Toggle label={t('viewer.notes')} isOn={panel === 'notes'} onPress={() => onPanel('notes')}>
          <StickyNote aria-hidden className="size-4" />
        </Toggle>
        <DownloadMenu recording={recording} engine={engine} store={store} />
        <span className="max-md:hidden">
          <Toggle label={t('viewer.help')} isOn={false} onPress={onHelp}>
            <Keyboard aria-hidden className="size-4" />
          </Toggle>
        </span>
        <span className="md:hidden">
          <Toggle label={t('viewer.view')} isOn={panel === 'settings'} onPress={() => onPanel('settings')}>
            <SlidersHorizontal aria-hidden className="size-4" />
          </Toggle>
        </span>
        <Button
          size="compact"
          tone={panel === 'analysis' ? 'primary' : 'secondary'}
          className="ml-1 max-md:min-w-11"
          onPress={() => onPanel('analysis')}
        >
          <Activity aria-hidden className="size-3.5" />
          <span className="max-sm:sr-only">{t('viewer.analysis')}</span>{' '}
          {grade ? <span className="font-normal max-sm:sr-only">{t('viewer.grade', { grade })}</span> : null}
        </Button>
      </div>
      <div
        role="toolbar"
        aria-label={t('viewer.view')}
        className="border-line flex h-9 items-center gap-x-3.5 overflow-x-auto border-t px-3 max-2xl:gap-x-1.5 max-md:hidden"
      >
        <ViewSettings store={store} highestRateHz={recording.sampling_rate_hz} />
        <CalibrateButton onPress={onCalibrate} />
      </div>
    </header>
  );
}

export function CalibrateButton({ onPress }: { onPress: () => void }) {
  const isCalibrated = usePreferences((state) => state.isCalibrated);
  return (
    <span className="ml-auto" title={isCalibrated ? undefined : t('viewer.uncalibrated')}>
      <Button tone="quiet" size="compact" onPress={onPress}>
        {t('viewer.calibrate')}
      </Button>
    </span>
  );
}

interface ToggleProps {
  label: string;
  isOn: boolean;
  onPress: () => void;
  children: ReactNode;
}

function Toggle({ label, isOn, onPress, children }: ToggleProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={isOn}
      title={label}
      onClick={onPress}
      className="text-soft hover:bg-hover hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent-strong flex size-7 shrink-0 cursor-pointer items-center justify-center rounded-sm max-md:size-11"
    >
      {children}
    </button>
  );
}
