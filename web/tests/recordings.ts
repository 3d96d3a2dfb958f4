import type { Analysis, Recording } from '@/features/recordings/model/recording';

export const analysisId = '0193f000-0000-7000-8000-0000000000a1';

export function analysis(rest: Partial<Analysis> = {}): Analysis {
  return {
    id: analysisId,
    recording_id: '0193f000-0000-7000-8000-000000000011',
    status: 'completed',
    progress: 1,
    stage: 'spectrum',
    created_at: '2026-03-04T09:15:00Z',
    started_at: '2026-03-04T09:15:00Z',
    completed_at: '2026-03-04T09:15:01Z',
    error: null,
    summary: { grade: 'B', reason: null, usable_fraction: 0.95, bad_channels: ['EEG T8-Ref'] },
    ...rest,
  };
}

export function recording(rest: Partial<Recording> = {}): Recording {
  return {
    id: '0193f000-0000-7000-8000-000000000011',
    file_name: 'rest.edf',
    title: 'Resting state',
    format: 'EDF+C',
    size_bytes: 1_175_552,
    sha256: '0'.repeat(64),
    start_time: '2026-03-04T09:12:00',
    duration_seconds: 120,
    channel_count: 2,
    sampling_rate_hz: 256,
    channels: [
      { index: 0, label: 'EEG O1-Ref', name: 'O1', kind: 'eeg', unit: 'uV', sampling_rate_hz: 256 },
      { index: 1, label: 'EEG T8-Ref', name: 'T8', kind: 'eeg', unit: 'uV', sampling_rate_hz: 256 },
    ],
    annotation_count: 0,
    warnings: [],
    created_at: '2026-03-04T10:00:00Z',
    latest_analysis: null,
    ...rest,
  };
}
