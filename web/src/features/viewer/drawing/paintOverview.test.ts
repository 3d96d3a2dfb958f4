import { expect, it, vi } from 'vitest';
import type { SignalChannel } from '../model/signalFormat';
import { paintOverview } from './paintOverview';
import type { TraceTheme } from './theme';

it('draws a swing on the side on which the traces have it', () => {
  expect(envelopeOf('eeg', 'negative_up')).toEqual({ above: 0, below: 1 });
  expect(envelopeOf('eeg', 'positive_up')).toEqual({ above: 1, below: 0 });
  // Belts and the ECG are read positive up whatever the EEG is.
  expect(envelopeOf('ecg', 'negative_up')).toEqual({ above: 1, below: 0 });
});

/** How many of the drawn steps swing far above and below the middle, for one with a single positive wave. */
function envelopeOf(kind: SignalChannel['kind'], polarity: 'negative_up' | 'positive_up') {
  const values = new Float32Array(200);
  values.set([0, 100], 100);
  const envelope: SignalChannel = {
    label: 'Cz',
    unit: 'uV',
    kind,
    sourceChannels: [0],
    firstSampleSeconds: 0,
    stepSeconds: 1,
    layout: 'min_max',
    count: 100,
    values,
  };
  const fillRect = vi.fn<(x: number, y: number, width: number, height: number) => void>();
  const context = { setTransform: vi.fn(), fillRect } as unknown as CanvasRenderingContext2D;
  paintOverview(context, 100, 40, 1, { artifacts: {} } as TraceTheme, {
    durationSeconds: 100,
    envelope,
    gaps: [],
    artifacts: [],
    notes: [],
    polarity,
  });
  const steps = fillRect.mock.calls.slice(1).map(([, top, , height]) => ({ top, bottom: top + height }));
  return {
    above: steps.filter(({ top }) => top < 10).length,
    below: steps.filter(({ bottom }) => bottom > 30).length,
  };
}
