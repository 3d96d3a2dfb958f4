import { fetchRaw } from '@/lib/api/client';
import { decodeSignal, type SignalWindow } from '../model/signalFormat';
import type { SignalQuery } from '../model/tiles';

/** One stretch of samples, derived, filtered and thinned by the server. */
export async function fetchSignal(
  query: SignalQuery,
  range: { fromSeconds: number; toSeconds: number },
  signal: AbortSignal,
  channels?: readonly number[],
): Promise<SignalWindow> {
  const parameters = new URLSearchParams({
    from: String(range.fromSeconds),
    to: String(range.toSeconds),
    points: String(query.points),
    montage: query.montage,
  });
  if (query.band !== '') parameters.set('band', query.band);
  if (query.notch !== '') parameters.set('notch', query.notch);
  if (channels) parameters.set('channels', channels.join(','));
  const path = `/v1/recordings/${encodeURIComponent(query.recordingId)}/signal?${parameters.toString()}`;
  const response = await fetchRaw(path, { signal });
  return decodeSignal(await response.arrayBuffer());
}
