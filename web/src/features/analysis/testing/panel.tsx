import { http, HttpResponse } from 'msw';
import { vi } from 'vitest';
import { useRecording } from '@/features/recordings/api/getRecording';
import type { Recording } from '@/features/recordings/model/recording';
import { analysisId, recording } from '../../../../tests/recordings';
import { renderPart } from '../../../../tests/renderApp';
import { server } from '../../../../tests/server';
import { AnalysisPanel } from '../components/AnalysisPanel';
import type { Report } from '../model/report';

export const report: Report = {
  schema: 'halcyon.report/1',
  recording: {
    duration_seconds: 120,
    channels: recording().channels.map(({ label, name, kind, unit, sampling_rate_hz }) => ({
      label,
      name,
      kind,
      unit,
      sampling_rate_hz,
    })),
  },
  quality: {
    grade: 'B',
    usable_fraction: 0.95,
    line_frequency_hz: 50,
    channels: [
      { label: 'EEG O1-Ref', status: 'good', reasons: [], metrics: { standard_deviation_uv: 12.3 } },
      {
        label: 'EEG T8-Ref',
        status: 'bad',
        reasons: ['noisy'],
        metrics: { standard_deviation_uv: 93.1, high_frequency_uv: 40, flat_fraction: 0 },
      },
    ],
    artifacts: [{ kind: 'blink', onset_seconds: 62.5, duration_seconds: 0.3, channels: ['EEG O1-Ref'] }],
  },
  spectrum: {
    window_seconds: 4,
    overlap: 0.5,
    reference: 'average',
    frequencies_hz: [0, 10, 20],
    density_uv2_per_hz: { 'EEG O1-Ref': [1, 30, 0.5], 'EEG T8-Ref': [9, 9, 9] },
    band_power_uv2: {
      'EEG O1-Ref': { delta: 1, theta: 2, alpha: 64.25, beta: 3, gamma: 4 },
      'EEG T8-Ref': { delta: 5, theta: 5, alpha: 5, beta: 5, gamma: null },
    },
    alpha_peak_hz: { 'EEG O1-Ref': 10.24 },
  },
};

function Page({ onJumpTo, onHighlightChannel }: { onJumpTo: () => void; onHighlightChannel: () => void }) {
  const { data } = useRecording(recording().id);
  return data ? (
    <AnalysisPanel recording={data} onJumpTo={onJumpTo} onHighlightChannel={onHighlightChannel} />
  ) : null;
}

/** The panel beside a recording that the mocked server keeps. */
export function openPanel(kept: Recording, said: Report = report) {
  server.use(
    http.get('*/v1/recordings/:id', () => HttpResponse.json(kept)),
    http.get(`*/v1/analyses/${analysisId}/report.json`, () => HttpResponse.json(said)),
  );
  const onJumpTo = vi.fn();
  const onHighlightChannel = vi.fn();
  const result = renderPart(<Page onJumpTo={onJumpTo} onHighlightChannel={onHighlightChannel} />);
  return { ...result, onJumpTo, onHighlightChannel };
}
