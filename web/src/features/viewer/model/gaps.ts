import type { SignalChannel, SignalWindow } from './signalFormat';

/** A stretch in which nothing was recorded. */
export interface Gap {
  fromSeconds: number;
  toSeconds: number;
}

/** Gaps of a window: where its longest-sampled channel is NaN. Empty when the window has no samples at all. */
export function gapsOf(window: SignalWindow): Gap[] {
  const densest = window.channels.reduce<SignalChannel | undefined>(
    (best, channel) => (best === undefined || channel.count > best.count ? channel : best),
    undefined,
  );
  return densest ? gapsOfChannel(densest) : [];
}

function gapsOfChannel(channel: SignalChannel): Gap[] {
  const perStep = channel.layout === 'min_max' ? 2 : 1;
  const gaps: Gap[] = [];
  let start = -1;
  for (let index = 0; index <= channel.count; index++) {
    const missing = index < channel.count && Number.isNaN(channel.values[index * perStep]);
    if (missing && start < 0) {
      start = index;
    } else if (!missing && start >= 0) {
      gaps.push({ fromSeconds: momentOf(channel, start), toSeconds: momentOf(channel, index) });
      start = -1;
    }
  }
  return gaps;
}

function momentOf(channel: SignalChannel, index: number): number {
  return channel.firstSampleSeconds + index * channel.stepSeconds;
}
