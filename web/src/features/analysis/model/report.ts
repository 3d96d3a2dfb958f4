import { distinctLabels } from '@/features/recordings/model/channelNames';

/** The document `halcyon.report/1`, as far as the app reads it. */
export interface Report {
  schema: string;
  recording: { duration_seconds: number; channels: ReportChannel[] };
  quality: Quality | null;
  spectrum: Spectrum | null;
  /** Where channels hold no numbers; left out in reports that do not say. */
  missing?: MissingStretch[];
  /** Why a section is null, by its name; missing in reports that do not say. */
  omitted?: Partial<Record<string, string>>;
}

export interface ReportChannel {
  label: string;
  /** 10-20 name, or null. */
  name: string | null;
  kind: string;
  unit: string;
  sampling_rate_hz: number;
}

/** A stretch of one channel where nothing was measured. */
export interface MissingStretch {
  channel: string;
  onset_seconds: number;
  duration_seconds: number;
}

export interface Quality {
  /** Null when there is too little to grade; the reason says so. */
  grade: string | null;
  reason?: string | null;
  usable_fraction: number | null;
  judged_seconds?: number | null;
  needs?: { channel_seconds: number; grade_seconds: number } | null;
  line_frequency_hz: number | null;
  mains?: MainsReading[];
  channels: ChannelQuality[];
  /** Null when the recording is too short to look for any. */
  artifacts: Artifact[] | null;
}

/** The peak at one mains frequency, over all EEG channels. */
export interface MainsReading {
  frequency_hz: number;
  /** Null when it cannot be judged; the reason is too_short or sampling_rate_too_low. */
  level: 'none' | 'weak' | 'strong' | null;
  reason: string | null;
  channels_judged: number;
  channels_with_peak: number;
  amplitude_uv: number | null;
  highest_uv: number | null;
  highest_channel: string | null;
}

export interface ChannelQuality {
  label: string;
  /** Null when it cannot be judged. */
  status: 'good' | 'bad' | null;
  reasons: string[];
  /** Reasons that could not be looked for. */
  unchecked?: string[];
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
  /** Channels that it was not taken away from: those between two electrodes or against different ears. */
  not_referenced?: string[];
  /** µV²; null where the channel's sampling rate does not reach the whole band. */
  band_power_uv2: Record<string, Record<BandName, number | null>>;
  alpha_peak_hz: Record<string, number>;
}

export type BandName = 'delta' | 'theta' | 'alpha' | 'beta' | 'gamma';

/** The report with labels that do not repeat, by which its verdicts and spectra go. */
export function withDistinctLabels(report: Report): Report {
  const labels = distinctLabels(report.recording.channels.map(({ label }) => label));
  const channels = report.recording.channels.map((channel, at) => ({
    ...channel,
    label: labels[at] ?? channel.label,
  }));
  return { ...report, recording: { ...report.recording, channels } };
}
