/** A server with one recording, as the viewer sees it, for tests. */

import { http, HttpResponse } from 'msw';
import { server } from '../../../../tests/server';
import { encodeSignal, sampleChannel } from './encodeSignal';

export const id = '0199aaaa-0000-7000-8000-000000000001';
const labels = ['Fp1', 'F3', 'ECG'];

export const recording = {
  id,
  file_name: 'night.edf',
  title: 'Night one',
  format: 'EDF+C',
  size_bytes: 10,
  sha256: '',
  start_time: '2024-03-05T22:00:00',
  duration_seconds: 600,
  channel_count: 3,
  sampling_rate_hz: 256,
  channels: labels.map((label, index) => ({
    index,
    label,
    name: null,
    kind: label === 'ECG' ? 'ecg' : 'eeg',
    unit: 'uV',
    sampling_rate_hz: 256,
  })),
  annotation_count: 1,
  warnings: [],
  created_at: '2024-03-06T00:00:00Z',
  latest_analysis: {
    id: 'a1',
    recording_id: id,
    status: 'completed',
    progress: 1,
    stage: null,
    created_at: '2024-03-06T00:00:00Z',
    started_at: null,
    completed_at: null,
    error: null,
    summary: { grade: 'B', reason: null, usable_fraction: 0.9, bad_channels: ['F3'] },
  },
};

export const fileNote = {
  id: 'n1',
  onset_seconds: 300,
  duration_seconds: 2,
  text: 'Lights off',
  channels: [],
  source: 'file',
  created_at: '2024-03-06T00:00:00Z',
};

export const asked = { signals: [] as URL[], created: [] as unknown[], deleted: [] as string[] };
let notes: (typeof fileNote)[] = [fileNote];

/** One note from the file, and nothing asked yet, on the network that every test shares. */
export function startOver(): void {
  notes = [fileNote];
  asked.signals = [];
  asked.created = [];
  asked.deleted = [];
  server.use(...handlers);
}

const handlers = [
  http.get('*/v1/recordings/:id', () => HttpResponse.json(recording)),
  http.get('*/v1/recordings/:id/signal', ({ request }) => {
    const url = new URL(request.url);
    asked.signals.push(url);
    const from = Number(url.searchParams.get('from'));
    const suffix = url.searchParams.get('montage') === 'average' ? '-avg' : '';
    const channels = labels.map((label, index) =>
      sampleChannel({
        label: label === 'ECG' ? label : label + suffix,
        kind: label === 'ECG' ? 'ecg' : 'eeg',
        // The mean of all EEG channels is taken away.
        source_channels: suffix === '' || label === 'ECG' ? [index] : [index, 0, 1],
        first_sample_seconds: from,
        values: Array.from({ length: 64 }, (_, sample) => 30 * Math.sin(sample)),
      }),
    );
    return HttpResponse.arrayBuffer(encodeSignal({ from, to: from + 16, channels }));
  }),
  http.get('*/v1/recordings/:id/annotations', () => HttpResponse.json({ items: notes })),
  http.post('*/v1/recordings/:id/annotations', async ({ request }) => {
    const body = (await request.json()) as Pick<
      typeof fileNote,
      'text' | 'onset_seconds' | 'duration_seconds'
    >;
    asked.created.push(body);
    const made = { ...fileNote, ...body, id: `n${notes.length + 1}`, source: 'user' };
    notes = [...notes, made];
    return HttpResponse.json(made, { status: 201 });
  }),
  http.delete('*/v1/recordings/:id/annotations/:noteId', ({ params }) => {
    asked.deleted.push(String(params['noteId']));
    notes = notes.filter((note) => note.id !== params['noteId']);
    return new HttpResponse(null, { status: 204 });
  }),
  http.get('*/v1/analyses/:id/report.json', () =>
    HttpResponse.json({
      recording: {
        channels: ['F3', 'F4', 'ECG'].map((label) => ({
          label,
          name: null,
          kind: 'eeg',
          unit: 'uV',
          sampling_rate_hz: 256,
        })),
      },
      quality: { channels: [{ label: 'F3', status: 'bad', reasons: ['flat'], metrics: {} }], artifacts: [] },
    }),
  ),
  http.get('*/v1/status', () =>
    HttpResponse.json({ name: 'Halcyon', version: '1', demo_enabled: true, registration_enabled: true }),
  ),
];

const twice = ['C3', 'C3', 'Cz'];

/** Instead of the usual answers: two channels of one label, and an analysis that calls the second one bad. */
export const oneLabelTwice = [
  http.get('*/v1/recordings/:id', () =>
    HttpResponse.json({
      ...recording,
      channels: recording.channels.map((channel, at) => ({ ...channel, label: twice[at], kind: 'eeg' })),
    }),
  ),
  http.get('*/v1/recordings/:id/signal', () =>
    HttpResponse.arrayBuffer(
      encodeSignal({
        from: 0,
        to: 16,
        channels: twice.map((label, index) =>
          sampleChannel({ label, source_channels: [index], values: [1, 2, 3] }),
        ),
      }),
    ),
  ),
  http.get('*/v1/analyses/:id/report.json', () =>
    HttpResponse.json({
      recording: {
        duration_seconds: 600,
        channels: twice.map((label) => ({ label, name: label, kind: 'eeg', unit: 'uV' })),
      },
      quality: {
        grade: 'D',
        usable_fraction: 1,
        line_frequency_hz: null,
        channels: [{ label: 'C3 (2)', status: 'bad', reasons: ['flat'], metrics: {} }],
        artifacts: [],
      },
      spectrum: null,
    }),
  ),
];
