import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { problem, server } from '../../../../tests/server';
import { questions, type Screening } from '../model/screening';

const nothing: Screening = {
  ...(Object.fromEntries(questions.map(([name]) => [name, null])) as Omit<
    Screening,
    'notes' | 'completed_at' | 'version'
  >),
  notes: null,
  completed_at: null,
  version: 1,
};
const allNo: Screening = {
  ...nothing,
  ...Object.fromEntries(questions.map(([name]) => [name, 'no'])),
  completed_at: '2026-03-04T10:00:00Z',
};
const path = '*/v1/users/me/health-screening';

describe('the health screening', () => {
  it('keeps the answers together once all are given, and every change after that', async () => {
    const sent: unknown[] = [];
    server.use(
      http.get(path, () => HttpResponse.json(nothing)),
      http.put(path, async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(allNo);
      }),
    );
    const { user, container } = renderApp('/settings/health-screening');

    const rows = await screen.findAllByRole('radiogroup');
    expect(rows).toHaveLength(9);
    for (const row of rows.slice(0, 8)) await user.click(within(row).getByRole('radio', { name: 'No' }));
    expect(screen.getByText(/8 of 9 answered/)).toBeInTheDocument();
    expect(sent).toHaveLength(0);
    await user.click(within(rows[8]!).getByRole('radio', { name: 'Not sure' }));

    expect(await screen.findByText('Saved')).toBeInTheDocument();
    expect(sent).toEqual([
      expect.objectContaining({ photosensitive_epilepsy_or_seizures: 'no', recent_head_injury: 'unsure' }),
    ]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('says why it asks, with the question itself', async () => {
    server.use(http.get(path, () => HttpResponse.json(nothing)));
    renderApp('/settings/health-screening');

    const row = await screen.findByRole('radiogroup', { name: /pacemaker/ });

    expect(row).toHaveAccessibleDescription('Some sensors and stimulation devices must not be used near it.');
  });

  it('keeps what was chosen when saving fails, and saves it on the next try', async () => {
    let attempts = 0;
    server.use(
      http.get(path, () => HttpResponse.json(allNo)),
      http.put(path, () => {
        attempts += 1;
        return attempts === 1 ? problem(500, 'server', 'Broken.') : HttpResponse.json(allNo);
      }),
    );
    const { user } = renderApp('/settings/health-screening');
    const row = await screen.findByRole('radiogroup', { name: /heart condition/ });

    await user.click(within(row).getByRole('radio', { name: 'Yes' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The server could not do this.');
    expect(within(row).getByRole('radio', { name: 'Yes' })).toBeChecked();
    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await screen.findByText('Saved')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('saves free words on leaving the field, and only when they changed', async () => {
    const notes: unknown[] = [];
    server.use(
      http.get(path, () => HttpResponse.json(allNo)),
      http.put(path, async ({ request }) => {
        notes.push(((await request.json()) as Screening).notes);
        return HttpResponse.json(allNo);
      }),
    );
    const { user } = renderApp('/settings/health-screening');
    const field = await screen.findByLabelText('Anything else that matters for your safety');

    await user.click(field);
    await user.tab();
    await user.type(field, 'Migraine with aura');
    await user.tab();

    await waitFor(() => expect(notes).toEqual(['Migraine with aura']));
  });
});
