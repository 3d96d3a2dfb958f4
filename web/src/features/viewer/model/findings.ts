import type { Report } from '@/features/analysis/model/report';
import type { BadChannel } from './lanes';

/** A stretch that the analysis calls disturbed. */
export interface ArtifactMark {
  kind: string;
  onsetSeconds: number;
  durationSeconds: number;
}

/** The parts of a report that the viewer marks. */
export interface Findings {
  badChannels: readonly BadChannel[];
  artifacts: readonly ArtifactMark[];
}

/** A report without a quality section marks nothing. */
export function findingsOf(report: Report | undefined): Findings {
  const quality = report?.quality;
  return {
    badChannels: (quality?.channels ?? [])
      .filter((channel) => channel.status === 'bad')
      .map(({ label, reasons }) => ({ label, reasons })),
    artifacts: (quality?.artifacts ?? []).map((artifact) => ({
      kind: artifact.kind,
      onsetSeconds: artifact.onset_seconds,
      durationSeconds: artifact.duration_seconds,
    })),
  };
}
