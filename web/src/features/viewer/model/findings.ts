import type { BadChannel } from './lanes';

/** A stretch that the analysis calls disturbed. */
export interface ArtifactMark {
  kind: string;
  onsetSeconds: number;
  durationSeconds: number;
}

export interface Findings {
  badChannels: readonly BadChannel[];
  artifacts: readonly ArtifactMark[];
}

export const noFindings: Findings = { badChannels: [], artifacts: [] };

/** The parts of a `halcyon.report/1` that the viewer marks; a report without a quality section marks nothing. */
export function findingsOf(report: unknown): Findings {
  const quality = field(report, 'quality');
  return {
    badChannels: list(field(quality, 'channels')).flatMap((channel) => {
      const label = field(channel, 'label');
      return field(channel, 'status') === 'bad' && typeof label === 'string'
        ? [{ label, reasons: list(field(channel, 'reasons')).filter((reason) => typeof reason === 'string') }]
        : [];
    }),
    artifacts: list(field(quality, 'artifacts')).flatMap((artifact) => {
      const [kind, onset, duration] = ['kind', 'onset_seconds', 'duration_seconds'].map((name) =>
        field(artifact, name),
      );
      return typeof kind === 'string' && typeof onset === 'number' && typeof duration === 'number'
        ? [{ kind, onsetSeconds: onset, durationSeconds: duration }]
        : [];
    }),
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
