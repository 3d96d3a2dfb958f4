import { useQuery } from '@tanstack/react-query';
import type { Recording } from '@/features/recordings/model/recording';
import { fetchSignal } from './fetchSignal';

const overviewPoints = 1600;

/** One channel of the whole recording, thinned to a strip: its swings and its gaps. */
export function useOverview(recording: Recording) {
  const channel = recording.channels.find((candidate) => candidate.kind === 'eeg') ?? recording.channels[0];
  return useQuery({
    queryKey: ['recordings', 'overview', recording.id],
    enabled: channel !== undefined && recording.duration_seconds > 0,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      fetchSignal(
        { recordingId: recording.id, montage: 'recorded', band: '', notch: '', points: overviewPoints },
        { fromSeconds: 0, toSeconds: recording.duration_seconds },
        signal,
        channel ? [channel.index] : [],
      ),
  });
}
