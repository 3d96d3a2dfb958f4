import { describe, expect, it } from 'vitest';
import { encodeSignal, sampleChannel } from '../testing/encodeSignal';
import { samplesCsv } from './csv';
import { gapsOf } from './gaps';
import { lanesOf } from './lanes';
import { amplitudeText, measure, peakToPeak, valueAt } from './readings';
import { decodeSignal, type SignalChannel } from './signalFormat';

const decoded = (part: Parameters<typeof sampleChannel>[0]) =>
  decodeSignal(encodeSignal({ channels: [sampleChannel(part)] }));
const first = (window: ReturnType<typeof decoded>): SignalChannel => window.channels[0]!;
const none: ReadonlySet<string> = new Set();

describe('readings', () => {
  it('take the nearest sample', () => {
    const channel = first(decoded({ first_sample_seconds: 10, step_seconds: 0.5, values: [1, 2, 3] }));
    expect([10, 10.2, 10.3, 11].map((seconds) => valueAt(channel, seconds))).toEqual([1, 1, 2, 3]);
    expect(valueAt(channel, 9)).toBeNull();
    expect(valueAt(channel, 12)).toBeNull();
  });

  it('take the middle of a min/max pair, and nothing in a gap', () => {
    const channel = first(decoded({ layout: 'min_max', count: 2, values: [-2, 4, Number.NaN, Number.NaN] }));
    expect(valueAt(channel, 0.1)).toBe(1);
    expect(valueAt(channel, 0.3)).toBeNull();
  });

  it('measure time, frequency and peak to peak in either direction, across windows', () => {
    const one = decoded({ first_sample_seconds: 0, values: [0, 10, 0, 0] });
    const two = decoded({ first_sample_seconds: 1, values: [0, -30, 0, 99] });
    const reading = measure([one, two], 0, 1.5, 0.25);
    expect(reading).toEqual({ seconds: 1.25, frequencyHz: 0.8, peakToPeak: 40 });
    expect(measure([one], 0, 1, 1).frequencyHz).toBeNull();
    expect(peakToPeak([one], 0, 7, 8)).toBeNull();
  });

  it('are written with a unit people know and a true minus', () => {
    expect(amplitudeText(-12.44, 'uV')).toBe('−12.4 µV');
    expect(amplitudeText(37.2, 'DegC')).toBe('37.2 °C');
    expect(amplitudeText(1234.4, 'uV')).toBe('1234 µV');
    expect(amplitudeText(-0.0001, 'mV')).toBe('0.000 mV');
  });
});

describe('gaps', () => {
  it('are found where the signal is missing, also at the ends', () => {
    const window = decoded({ values: [Number.NaN, 1, Number.NaN, Number.NaN, 2, Number.NaN] });
    expect(gapsOf(window)).toEqual([
      { fromSeconds: 0, toSeconds: 0.25 },
      { fromSeconds: 0.5, toSeconds: 1 },
      { fromSeconds: 1.25, toSeconds: 1.5 },
    ]);
  });

  it('of no channels are none', () => {
    expect(gapsOf(decodeSignal(encodeSignal({ channels: [] })))).toEqual([]);
  });
});

describe('CSV', () => {
  it('has a row for each moment, leaves gaps and slower channels empty, and disarms formulas', () => {
    const window = decodeSignal(
      encodeSignal({
        channels: [
          sampleChannel({ label: '=SUM(A1)', values: [1, Number.NaN, 3, 4] }),
          sampleChannel({ label: 'Temp, skin', unit: 'degC', step_seconds: 0.5, values: [36.5, 37] }),
        ],
      }),
    );
    const lanes = lanesOf(window.channels, none, [], []);
    expect(samplesCsv([window], lanes, 0, 0.6)).toBe(
      [`seconds,'=SUM(A1) (µV),"Temp, skin (°C)"`, '0.000000,1,36.5', '0.250000,,', '0.500000,3,37', ''].join(
        '\r\n',
      ),
    );
  });
});
