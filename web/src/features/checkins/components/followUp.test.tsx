import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { companionHandlers } from '../../../../tests/companion';
import { problem, server } from '../../../../tests/server';

const state = {
  is_paused: true,
  paused_until: null,
  open_event_id: 'e1',
  follow_up_due: '2026-03-04T09:00:00Z',
  why: '',
};
let asked: string[];

beforeEach(() => {
  asked = [];
  const note = (name: string) => () => {
    asked.push(name);
    return HttpResponse.json({ ...state, open_event_id: name === 'safe' ? null : 'e1', follow_up_due: null });
  };
  server.use(
    http.get('*/v1/crisis/state', () => HttpResponse.json(state)),
    http.post('*/v1/crisis/events/e1/safe', note('safe')),
    http.post('*/v1/crisis/events/e1/shown', () => HttpResponse.json({})),
    http.post('*/v1/crisis/follow-up', note('follow-up')),
    http.post('*/v1/crisis/report', () => {
      asked.push('report');
      return HttpResponse.json({ event_id: 'e2', level: 'high', resources: {} }, { status: 201 });
    }),
    ...companionHandlers(),
  );
});

describe('a day after a hard moment', () => {
  it('asks how it is before any scale, with help and the plan in view', async () => {
    const { container } = renderApp('/check-in?after=crisis');

    await waitFor(() =>
      expect(screen.getByRole('heading', { name: 'Thinking of you. How is it now?' })).toHaveFocus(),
    );
    expect(screen.queryByRole('group', { name: 'Mood' })).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'My safety plan' })).toHaveAttribute('href', '/plan');
    expect(screen.getAllByRole('button', { name: 'Need help now' })).toHaveLength(2);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('believes who is safe, closes what was open, and offers a check-in', async () => {
    const { user } = renderApp('/check-in?after=crisis');
    await user.click(await screen.findByRole('button', { name: 'I am safe' }));

    await waitFor(() =>
      expect(screen.getByRole('heading', { name: 'Good that you are safe.' })).toHaveFocus(),
    );
    await waitFor(() => expect(asked).toEqual(['safe', 'follow-up']));
    await user.click(screen.getByRole('button', { name: 'Check in too' }));
    expect(await screen.findByRole('group', { name: 'Mood' })).toBeInTheDocument();
  });

  it('leaves open what is still hard', async () => {
    const { user } = renderApp('/check-in?after=crisis');
    await user.click(await screen.findByRole('button', { name: 'Still hard, but I am safe' }));

    await waitFor(() => expect(asked).toEqual(['follow-up']));
    expect(screen.getByRole('heading', { name: 'Thank you for saying so.' })).toBeInTheDocument();
  });

  it('shows help at once to who does not feel safe, kept or not', async () => {
    server.use(http.post('*/v1/crisis/report', () => problem(503, 'crisis-report-not-kept', 'Not kept.')));
    const { user } = renderApp('/check-in?after=crisis');
    await user.click(await screen.findByRole('button', { name: 'I do not feel safe' }));

    expect(await screen.findByRole('dialog', { name: 'Help, right now' })).toBeInTheDocument();
    // An answer that could not be kept is no answer yet: somebody asks again.
    expect(asked).not.toContain('follow-up');
  });
});
