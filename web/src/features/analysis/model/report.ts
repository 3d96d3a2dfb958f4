/** The document `halcyon.report/1`, as far as the app reads it. */
export interface Report {
  schema: string;
  recording: { duration_seconds: number; channels: ReportChannel[] };
  quality: Quality | null;
  spectrum: Spectrum | null;
}

export interface ReportChannel {
  label: string;
  /** 10-20 name, or null. */
  name: string | null;
  kind: string;
  unit: string;
  sampling_rate_hz: number;
}

export interface Quality {
  grade: string;
  usable_fraction: number;
  line_frequency_hz: number | null;
  channels: ChannelQuality[];
  artifacts: Artifact[];
}

export interface ChannelQuality {
  label: string;
  status: 'good' | 'bad';
  reasons: string[];
  metrics: Record<string, number>;
}

export interface Artifact {
  kind: string;
  onset_seconds: number;
  duration_seconds: number;
  channels: string[];
}

export interface Spectrum {
  window_seconds: number;
  overlap: number;
  frequencies_hz: number[];
  density_uv2_per_hz: Record<string, number[]>;
  /** What was taken away from the channels first: none, average, or labels; null in reports that do not say. */
  reference?: string | null;
  /** µV²; null where the channel's sampling rate does not reach the whole band. */
  band_power_uv2: Record<string, Record<BandName, number | null>>;
  alpha_peak_hz: Record<string, number>;
}

export type BandName = 'delta' | 'theta' | 'alpha' | 'beta' | 'gamma';

/** The report with labels that do not repeat, by which its verdicts and spectra go: the second "C3" is "C3 (2)". */
export function withDistinctLabels(report: Report): Report {
  const used = new Set<string>();
  const channels = report.recording.channels.map((channel) => {
    let label = channel.label;
    for (let n = 2; used.has(label); n++) label = `${channel.label} (${n})`;
    used.add(label);
    return { ...channel, label };
  });
  return { ...report, recording: { ...report.recording, channels } };
}
