import { describe, expect, it } from 'vitest';
import { encodeSignal, sampleChannel } from '../testing/encodeSignal';
import { decodeSignal, SignalFormatError } from './signalFormat';

const two = [
  sampleChannel({ label: 'Fp1', values: [1, -2, Number.NaN] }),
  sampleChannel({ label: 'ECG', kind: 'ecg', layout: 'min_max', count: 2, values: [-1, 1, -3, 3] }),
];

describe('decodeSignal', () => {
  it('reads samples and min/max pairs of every channel in order', () => {
    const window = decodeSignal(encodeSignal({ from: 2, to: 3, channels: two }));
    expect(window.fromSeconds).toBe(2);
    expect(window.toSeconds).toBe(3);
    expect(window.channels.map((channel) => [channel.label, channel.kind, channel.layout])).toEqual([
      ['Fp1', 'eeg', 'samples'],
      ['ECG', 'ecg', 'min_max'],
    ]);
    expect([...(window.channels[0]?.values ?? [])]).toEqual([1, -2, Number.NaN]);
    expect([...(window.channels[1]?.values ?? [])]).toEqual([-1, 1, -3, 3]);
  });

  it('takes a kind it does not know for "other"', () => {
    const window = decodeSignal(encodeSignal({ channels: [sampleChannel({ kind: 'meg' })] }));
    expect(window.channels[0]?.kind).toBe('other');
  });

  it('refuses every truncation instead of showing part of it', () => {
    const whole = encodeSignal({ channels: two });
    for (let length = 0; length < whole.byteLength; length++) {
      expect(() => decodeSignal(whole.slice(0, length)), `${length} bytes`).toThrow(SignalFormatError);
    }
  });

  it('reads or refuses any bytes, and never fails otherwise', () => {
    const whole = new Uint8Array(encodeSignal({ channels: two }));
    let seed = 1;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed % below;
    };
    for (let round = 0; round < 3000; round++) {
      const damaged = whole.slice();
      damaged[random(damaged.length)] = random(256);
      damaged[random(damaged.length)] = random(256);
      try {
        decodeSignal(damaged.buffer);
      } catch (error) {
        expect(error).toBeInstanceOf(SignalFormatError);
      }
    }
  });

  it.each([
    ['a count below zero', { count: -1 }],
    ['a count that is no whole number', { count: 1.5 }],
    ['a count that would need gigabytes', { count: 2 ** 40 }],
    ['a step of nothing', { step_seconds: 0 }],
    ['a step that is no number', { step_seconds: null }],
    ['an unknown layout', { layout: 'spiral' }],
    ['no label', { label: 7 }],
  ])('refuses %s', (_, broken) => {
    expect(() => decodeSignal(encodeSignal({ channels: [{ ...sampleChannel({}), ...broken }] }))).toThrow(
      SignalFormatError,
    );
  });

  it('refuses a header longer than the answer before allocating for it', () => {
    const bytes = encodeSignal({ channels: two });
    new DataView(bytes).setUint32(4, 0xffff_fffc, true);
    expect(() => decodeSignal(bytes)).toThrow(/ends inside its header/);
  });
});
