import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { analysis, recording } from '../../../../tests/recordings';
import { accessibilityFaults } from '../../../../tests/renderApp';
import { openPanel, report } from '../testing/panel';

it('says what is missing by channel, and takes the reader there', async () => {
  const stretch = (channel: string, onset_seconds: number, duration_seconds: number) => ({
    channel,
    onset_seconds,
    duration_seconds,
  });
  const { container, user, onJumpTo } = openPanel(recording({ latest_analysis: analysis() }), {
    ...report,
    missing: [
      stretch('EEG O1-Ref', 10, 1.2),
      stretch('EEG T8-Ref', 62.5, 3),
      stretch('EEG O1-Ref', 70, 0.8),
      ...['A', 'B', 'C', 'D', 'E'].map((label) => stretch(label, 80, 0.1)),
    ],
  });

  expect(await screen.findByText(/^Nothing was measured here/)).toBeInTheDocument();
  const section = screen.getByRole('heading', { name: 'Missing' }).closest('section')!;
  const lines = within(section)
    .getAllByRole('listitem')
    .map((item) => item.textContent);
  expect(lines.slice(0, 2)).toEqual(['T8 3 s in one stretch', 'O1 2 s in 2 stretches']);
  expect(lines.at(-1)).toBe('and 1 more channel');
  expect(lines).toHaveLength(7);

  await user.click(within(section).getByRole('button', { name: 'Show as table' }));
  expect(within(section).getAllByRole('row')).toHaveLength(9);
  await user.click(within(section).getByRole('button', { name: 'Go to 1:02.5, where T8 is missing' }));
  expect(onJumpTo).toHaveBeenCalledWith(62.5);
  expect(await accessibilityFaults(container)).toEqual([]);
});

it('says nothing of missing samples where there are none', async () => {
  openPanel(recording({ latest_analysis: analysis() }), { ...report, missing: [] });
  expect(await screen.findByText('Good. A little needs care.')).toBeInTheDocument();
  expect(screen.queryByRole('heading', { name: 'Missing' })).not.toBeInTheDocument();
  expect(screen.queryByText(/as recorded/)).not.toBeInTheDocument();
});

it('names the channels that the reference was not taken away from', async () => {
  openPanel(recording({ latest_analysis: analysis() }), {
    ...report,
    spectrum: { ...report.spectrum!, not_referenced: ['EEG O1-Ref', 'EEG T8-Ref'] },
  });
  expect(
    await screen.findByText(
      'O1, T8 are shown as recorded: they are measured between two electrodes, or against different ears.',
    ),
  ).toBeInTheDocument();
});
