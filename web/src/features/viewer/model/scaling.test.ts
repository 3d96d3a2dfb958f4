import { describe, expect, it } from 'vitest';
import type { Lane } from './lanes';
import { laneScale, readableSensitivity, spreadOf, type ScaleSettings } from './scaling';

const lane = (part: Partial<Lane>): Lane => ({
  label: 'Cz',
  unit: 'uV',
  kind: 'eeg',
  channel: 0,
  sourceChannels: [0],
  names: ['Cz'],
  bad: [],
  ...part,
});
const settings: ScaleSettings = {
  sensitivity: 10,
  pixelsPerMillimetre: 4,
  polarity: 'negative_up',
  gains: {},
  laneHeight: 20,
};

describe('the scale of a lane', () => {
  it('puts negative up by convention, and positive up when asked', () => {
    expect(laneScale(lane({}), undefined, settings).pixelsPerUnit).toBe(0.4);
    expect(laneScale(lane({}), undefined, { ...settings, polarity: 'positive_up' }).pixelsPerUnit).toBe(-0.4);
  });

  it('fits other channels to their lane, positive up, whatever the sensitivity', () => {
    const scale = laneScale(lane({ kind: 'resp', unit: 'mV' }), { median: 3, span: 7 }, settings);
    expect(scale).toEqual({ offset: 3, pixelsPerUnit: -2, fitted: true });
  });

  it('fits EEG that is not in volts', () => {
    expect(laneScale(lane({ unit: 'digital' }), { median: 0, span: 1 }, settings).fitted).toBe(true);
  });
});

describe('the spread of a channel', () => {
  it('is found beside jolts and gaps, from both ends of min/max pairs', () => {
    const values = Float32Array.from({ length: 1000 }, (_, index) => (index % 2 === 0 ? -50 : 50));
    values[10] = 1e6;
    values[11] = Number.NaN;
    expect(spreadOf(values)).toEqual({ median: 50, span: 100 });
  });

  it('of nothing or of a constant can still be drawn', () => {
    expect(spreadOf(new Float32Array([Number.NaN]))).toEqual({ median: 0, span: 1 });
    expect(spreadOf(new Float32Array([5, 5, 5])).span).toBeGreaterThan(0);
  });
});

describe('the sensitivity a recording opens at', () => {
  it('lets the typical trace nearly fill its lane, bad channels aside', () => {
    const lanes = [
      lane({ label: 'a' }),
      lane({ label: 'b' }),
      lane({ label: 'c', bad: [{ label: 'c', reasons: [] }] }),
    ];
    const spreads = new Map(
      [
        ['a', 60],
        ['b', 60],
        ['c', 6000],
      ].map(([label, span]) => [String(label), { median: 0, span: Number(span) }]),
    );
    expect(readableSensitivity(lanes, spreads, 20, 4)).toBe(15);
  });

  it('is left alone when there is no EEG', () => {
    expect(readableSensitivity([lane({ kind: 'ecg' })], new Map(), 20, 4)).toBeNull();
  });
});
