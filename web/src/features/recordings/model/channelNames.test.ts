import { expect, it } from 'vitest';
import { distinctLabels, shownNames } from './channelNames';

it('tells labels apart as verdicts and spectra do', () => {
  expect(distinctLabels(['C3', 'C3', 'Cz', 'C3'])).toEqual(['C3', 'C3 (2)', 'Cz', 'C3 (3)']);
});

it('shows the electrode that a label holds, and keeps two at one place apart', () => {
  const nameOf = shownNames([
    { label: 'Fc5.', name: 'FC5' },
    { label: 'C3..', name: 'C3' },
    { label: 'C3..', name: 'C3' },
    { label: 'EOG horizontal', name: null },
  ]);
  expect(['Fc5.', 'C3..', 'C3.. (2)', 'EOG horizontal', 'unknown'].map(nameOf)).toEqual([
    'FC5',
    'C3',
    'C3 (2)',
    'EOG horizontal',
    'unknown',
  ]);
});
