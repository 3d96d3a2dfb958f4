import type { Montage } from './choices';

/** Why a montage changes nothing in a recording. */
export type MontageProblem = 'one_channel' | 'no_eeg' | 'no_electrodes' | 'no_neighbours';

/**
 * Null when the montage applies. The answer tells: a channel made of others names more than one source. Which of the
 * recording's own channels are missing for it is then the reason.
 */
export function montageProblem(
  montage: Montage,
  recorded: readonly { kind: string; name: string | null }[],
  answered: readonly { sourceChannels: readonly number[] }[],
): MontageProblem | null {
  if (montage === 'recorded' || answered.some(({ sourceChannels }) => sourceChannels.length > 1)) {
    return null;
  }
  const eeg = recorded.filter(({ kind }) => kind === 'eeg');
  if (eeg.length === 0) return 'no_eeg';
  if (montage === 'average') return 'one_channel';
  return eeg.some(({ name }) => name !== null) ? 'no_neighbours' : 'no_electrodes';
}
