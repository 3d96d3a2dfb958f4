import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { companionHandlers } from '../../../../tests/companion';
import { renderApp } from '../../../../tests/renderApp';
import { server } from '../../../../tests/server';
import type { Patterns } from '../api/insights';

const tea = {
  kind: 'own_factor',
  name: 'Tea',
  days: 12,
  other_days: 9,
  mean_mood: 6.2,
  other_mean_mood: 4.9,
  difference: 1.3,
  low: 0.5,
  high: 2.1,
  adjusted_p_value: 0.01,
  is_enough: true,
  is_clear: true,
  is_closed: false,
  why: 'Mood was 6.2 with “Tea” at 4 or 5.',
};
const hard = { ...tea, name: 'wanting to die', is_closed: true, why: 'Mood was 3.1 with “wanting to die”.' };
const patterns: Patterns = {
  checkins: 40,
  days: 21,
  circadian: null,
  weekdays: null,
  factors: [tea, hard, { ...hard, name: 'no way out of it', is_enough: false, is_clear: false }],
  method: '',
  hidden: [],
};

beforeEach(() => {
  server.use(
    ...companionHandlers(),
    http.get('*/v1/insights/patterns', () => HttpResponse.json(patterns)),
  );
});

describe('a name of a hard moment', () => {
  it('is shown only to who opens it, with its reason and in the table', async () => {
    const { user } = renderApp('/insights/patterns');
    const [closed] = await screen.findAllByRole('button', { name: 'Something of your own: open to read' });
    await user.click(screen.getByRole('button', { name: 'Show as table' }));
    expect(screen.getByText(tea.why)).toBeInTheDocument();
    expect(screen.queryByText(/wanting to die|no way out/)).not.toBeInTheDocument();

    await user.click(closed!);

    expect(screen.getAllByText(/wanting to die/)).toHaveLength(3);
    expect(screen.queryByText(/no way out/)).not.toBeInTheDocument();
  });
});
