import { t, type MessageKey } from '@/lib/messages/t';
import type { Artifact, MissingStretch, Report } from './report';

const reasonMessages: Partial<Record<string, readonly [word: MessageKey, hint: MessageKey]>> = {
  flat: ['analysis.reasonFlat', 'analysis.reasonFlatHint'],
  noisy: ['analysis.reasonNoisy', 'analysis.reasonNoisyHint'],
  uncorrelated: ['analysis.reasonUncorrelated', 'analysis.reasonUncorrelatedHint'],
  line_noise: ['analysis.reasonLineNoise', 'analysis.reasonLineNoiseHint'],
  saturated: ['analysis.reasonSaturated', 'analysis.reasonSaturatedHint'],
  bridged: ['analysis.reasonBridged', 'analysis.reasonBridgedHint'],
  missing: ['analysis.reasonMissing', 'analysis.reasonMissingHint'],
};

/** A reason in words, with what it means; a reason this app does not know is shown as it is. */
export function reasonWords(reason: string): { word: string; hint: string | null } {
  const messages = reasonMessages[reason];
  return messages
    ? { word: plain(messages[0]), hint: plain(messages[1]) }
    : { word: reason.replaceAll('_', ' '), hint: null };
}

// These messages have no placeholders, which a lookup by an open string cannot prove.
const plain = t as (key: MessageKey) => string;

export const artifactKinds = ['blink', 'muscle', 'movement', 'flat', 'saturation', 'electrode_pop'] as const;
export type ArtifactKind = (typeof artifactKinds)[number] | 'other';

export interface ArtifactGroup {
  kind: ArtifactKind;
  artifacts: Artifact[];
}

/** Artifacts by kind in a fixed order, each in order of time; kinds without any are left out. */
export function groupArtifacts(artifacts: readonly Artifact[]): ArtifactGroup[] {
  const sorted = [...artifacts].sort((a, b) => a.onset_seconds - b.onset_seconds);
  const known = new Set<string>(artifactKinds);
  return [
    ...artifactKinds.map((kind) => ({
      kind,
      artifacts: sorted.filter((artifact) => artifact.kind === kind),
    })),
    { kind: 'other' as const, artifacts: sorted.filter((artifact) => !known.has(artifact.kind)) },
  ].filter((group) => group.artifacts.length > 0);
}

export function artifactWords(kind: ArtifactKind, count: number): string {
  switch (kind) {
    case 'blink':
      return t('analysis.kindBlink', { count });
    case 'muscle':
      return t('analysis.kindMuscle', { count });
    case 'movement':
      return t('analysis.kindMovement', { count });
    case 'flat':
      return t('analysis.kindFlat', { count });
    case 'saturation':
      return t('analysis.kindSaturation', { count });
    case 'electrode_pop':
      return t('analysis.kindElectrodePop', { count });
    default:
      return t('analysis.kindOther', { count });
  }
}

/** The middle one of the channels' alpha peaks; bad channels do not vote. */
export function medianAlphaPeak(report: Report): { hz: number; channels: number } | null {
  const bad = new Set(
    report.quality?.channels.filter(({ status }) => status === 'bad').map(({ label }) => label),
  );
  const peaks = Object.entries(report.spectrum?.alpha_peak_hz ?? {})
    .filter(([label]) => !bad.has(label))
    .map(([, hz]) => hz)
    .sort((a, b) => a - b);
  const middle = peaks.length >> 1;
  const upper = peaks[middle];
  if (upper === undefined) return null;
  const hz = peaks.length % 2 === 1 ? upper : (upper + (peaks[middle - 1] ?? upper)) / 2;
  return { hz, channels: peaks.length };
}

/** How much of each channel is missing, most first. */
export function missingByChannel(missing: readonly MissingStretch[]) {
  const channels = new Map<string, { channel: string; seconds: number; count: number }>();
  for (const { channel, duration_seconds } of missing) {
    const sum = channels.get(channel) ?? { channel, seconds: 0, count: 0 };
    channels.set(channel, { channel, seconds: sum.seconds + duration_seconds, count: sum.count + 1 });
  }
  return [...channels.values()].sort((a, b) => b.seconds - a.seconds);
}
