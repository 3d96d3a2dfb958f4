import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { recordingKeys } from '@/features/recordings/api/recordingKeys';
import { isUnfinished, type Analysis } from '@/features/recordings/model/recording';
import { api, fetchRaw, unwrap } from '@/lib/api/client';
import { isProblem } from '@/lib/api/problem';
import { readServerSentEvents } from '@/lib/api/serverSentEvents';

const pollMilliseconds = 1500;

/** The analysis as it is now, kept up to date until it ends: by server-sent events, or by asking where those fail. */
export function useFollowedAnalysis(known: Analysis | null): Analysis | null {
  const queryClient = useQueryClient();
  const [latest, setLatest] = useState<Analysis | null>(null);
  const current = latest !== null && latest.id === known?.id && isUnfinished(known) ? latest : known;
  const followedId = isUnfinished(known) ? known?.id : undefined;

  useEffect(() => {
    if (followedId === undefined) return;
    const abort = new AbortController();
    follow(followedId, setLatest, abort.signal).then(
      () => queryClient.invalidateQueries({ queryKey: recordingKeys.all }),
      () => undefined,
    );
    return () => abort.abort();
  }, [followedId, queryClient]);

  return current;
}

async function follow(
  analysisId: string,
  onChange: (analysis: Analysis) => void,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    try {
      if (await followEvents(analysisId, onChange, signal)) return;
    } catch {
      // A proxy that buffers or cuts streams: asking still works.
    }
    await pause(pollMilliseconds, signal);
    try {
      const analysis = await unwrap(
        api.GET('/v1/analyses/{analysisId}', { params: { path: { analysisId: analysisId } }, signal }),
      );
      onChange(analysis);
      if (!isUnfinished(analysis)) return;
    } catch (error) {
      // Out of reach for the moment: the next round asks again. Gone is gone.
      signal.throwIfAborted();
      if (isProblem(error) && error.status === 404) throw error;
    }
  }
}

/** Whether the stream told the end of the analysis before it ended itself. */
async function followEvents(analysisId: string, onChange: (analysis: Analysis) => void, signal: AbortSignal) {
  const response = await fetchRaw(`/v1/analyses/${analysisId}/events`, {
    signal,
    headers: { Accept: 'text/event-stream' },
  });
  if (!response.body) return false;
  for await (const event of readServerSentEvents(response.body)) {
    if (event.name !== 'progress') continue;
    const analysis = JSON.parse(event.data) as Analysis;
    onChange(analysis);
    if (!isUnfinished(analysis)) return true;
  }
  return false;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(new DOMException('No longer followed.', 'AbortError'));
      },
      { once: true },
    );
  });
}
