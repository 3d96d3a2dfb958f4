import { Download } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Button } from '@/components/Button';
import { problemText } from '@/components/problemText';
import { showToast } from '@/components/toasts';
import type { Recording } from '@/features/recordings/model/recording';
import { fetchRaw } from '@/lib/api/client';
import { isProblem } from '@/lib/api/problem';
import { saveBlob } from '@/lib/saveBlob';
import { formatPosition } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import { viewPicture } from '../drawing/exportImage';
import type { TraceEngine } from '../drawing/traceEngine';
import { samplesCsv } from '../model/csv';
import { usePreferences } from '../model/preferences';
import type { ViewStore } from '../model/viewState';
import { viewFacts } from './viewText';

interface Props {
  recording: Recording;
  engine: TraceEngine;
  store: ViewStore;
}

const itemClass =
  'data-focused:bg-hover flex min-h-8 cursor-pointer items-center px-3.5 text-sm outline-none max-md:min-h-11';

/** What is seen, as a picture or as numbers, and the file itself. */
export function DownloadMenu({ recording, engine, store }: Props) {
  const run = (kind: 'png' | 'csv' | 'file') => {
    download(kind, recording, engine, store).catch((error: unknown) =>
      showToast({ text: isProblem(error) ? problemText(error).title : t('viewer.downloadFailed') }),
    );
  };
  return (
    <MenuTrigger>
      <Button tone="quiet" size="compact" icon aria-label={t('viewer.download')}>
        <Download aria-hidden className="size-4" />
      </Button>
      <Popover
        offset={4}
        placement="bottom end"
        className="bg-raised border-line shadow-floating rounded-sm border py-1"
      >
        <Menu className="outline-none" aria-label={t('viewer.download')}>
          <MenuItem className={itemClass} onAction={() => run('png')}>
            {t('viewer.downloadPng')}
          </MenuItem>
          <MenuItem className={itemClass} onAction={() => run('csv')}>
            {t('viewer.downloadCsv')}
          </MenuItem>
          <MenuItem className={itemClass} onAction={() => run('file')}>
            {t('viewer.downloadFile')}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

async function download(
  kind: 'png' | 'csv' | 'file',
  recording: Recording,
  engine: TraceEngine,
  store: ViewStore,
) {
  if (kind === 'file') {
    const response = await fetchRaw(`/v1/recordings/${encodeURIComponent(recording.id)}/file`);
    saveBlob(await response.blob(), recording.file_name);
    return;
  }
  const { look } = engine;
  if (!look || engine.source.isWaiting) {
    showToast({ text: t('viewer.downloadIncomplete') });
    return;
  }
  const state = store.getState();
  const { fromSeconds, pageSeconds } = state.viewport;
  const toSeconds = Math.min(recording.duration_seconds, fromSeconds + pageSeconds);
  const moment = formatPosition(fromSeconds).replaceAll(':', '-');
  const name = `${recording.file_name.replace(/\.[^.]+$/, '')} ${moment}`;
  if (kind === 'png') {
    const { sensitivity } = state;
    const preferences = usePreferences.getState();
    const { pixelsPerMillimetre } = preferences;
    const isMontageShown = engine.state.getState().montageProblem === null;
    const shown = isMontageShown ? preferences : { ...preferences, montage: 'recorded' as const };
    const facts = viewFacts(recording, fromSeconds, toSeconds, shown, sensitivity);
    const title = `${recording.title} (${recording.file_name})`;
    saveBlob(
      await viewPicture(engine, look, state, { title, facts, sensitivity, pixelsPerMillimetre }),
      `${name}.png`,
    );
  } else {
    const text = samplesCsv(
      engine.source.windows(fromSeconds, toSeconds),
      look.lanes,
      fromSeconds,
      toSeconds,
    );
    saveBlob(new Blob([text], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
  }
}
