import { describe, expect, it } from 'vitest';
import { montageProblem } from './montageProblem';

const eeg = (name: string | null) => ({ kind: 'eeg', name });
const alone = [{ sourceChannels: [0] }, { sourceChannels: [1] }];

describe('a montage that changes nothing', () => {
  it('is said with the reason', () => {
    expect(montageProblem('longitudinal', [eeg(null), eeg(null)], alone)).toBe('no_electrodes');
    expect(montageProblem('laplacian', [eeg('C3'), eeg('O2')], alone)).toBe('no_neighbours');
    expect(montageProblem('average', [eeg('C3')], alone)).toBe('one_channel');
    expect(montageProblem('transverse', [{ kind: 'ecg', name: null }], alone)).toBe('no_eeg');
    expect(montageProblem('longitudinal', [eeg('C3'), eeg('O2')], [])).toBe('no_neighbours');
  });

  it('is no problem where it applies, or where nothing was asked for', () => {
    expect(montageProblem('average', [eeg('C3'), eeg('C4')], [{ sourceChannels: [0, 0, 1] }])).toBeNull();
    expect(montageProblem('recorded', [eeg(null)], alone)).toBeNull();
  });
});
