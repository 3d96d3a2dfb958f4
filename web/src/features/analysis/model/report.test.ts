import { expect, it } from 'vitest';
import { withDistinctLabels, type Report } from './report';

it('tells channels of one label apart as the verdicts and spectra do', () => {
  const channel = { name: null, kind: 'eeg', unit: 'uV', sampling_rate_hz: 256 };
  const report: Report = {
    schema: 'halcyon.report/1',
    recording: {
      duration_seconds: 1,
      channels: ['C3', 'C3', 'Cz', 'C3'].map((label) => ({ ...channel, label })),
    },
    quality: null,
    spectrum: null,
  };

  const labels = withDistinctLabels(report).recording.channels.map(({ label }) => label);

  expect(labels).toEqual(['C3', 'C3 (2)', 'Cz', 'C3 (3)']);
});
