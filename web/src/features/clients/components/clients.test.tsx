import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { holding } from '../../../../tests/administrator';
import { analysis, recording } from '../../../../tests/recordings';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { problem, server } from '../../../../tests/server';
import type { Client } from '../model/client';

const therapist = holding('therapist');

function client(rest: Partial<Client> = {}): Client {
  return {
    id: 'c1',
    client_name: 'Grace',
    status: 'active',
    scopes: { check_ins: true, interventions: false, summaries: false, journals: false, recordings: true },
    granted_at: '2026-03-04T10:00:00Z',
    expires_at: null,
    last_accessed_at: null,
    ...rest,
  };
}

describe('the therapist’s clients', () => {
  it('invite, and are accepted with the role that comes with it', async () => {
    let status: Client['status'] = 'invited';
    let refreshed = 0;
    server.use(
      http.get('*/v1/sharing/clients', () => HttpResponse.json({ items: [client({ status })] })),
      http.post('*/v1/sharing/clients/c1/accept', () => {
        status = 'active';
        return HttpResponse.json(client({ status }));
      }),
      http.post('*/v1/auth/refresh', () => {
        refreshed += 1;
        return HttpResponse.json(therapist);
      }),
    );
    const { user, container } = renderApp('/clients');

    expect(await screen.findByText('Grace would like to share with you')).toBeInTheDocument();
    expect(screen.getByText('You would see: Check-ins, Recordings')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Accept the invitation of Grace' }));

    expect(await screen.findByRole('link', { name: 'Grace' })).toHaveAttribute('href', '/clients/c1');
    expect(refreshed).toBe(1);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('show only what they share, and say that looking is recorded', async () => {
    server.use(
      http.get('*/v1/sharing/clients/c1', () =>
        HttpResponse.json({ ...client(), sections: ['check_ins', 'recordings'] }),
      ),
      http.get('*/v1/sharing/clients/c1/recordings', () =>
        HttpResponse.json({ items: [recording({ latest_analysis: analysis() })], next_cursor: null }),
      ),
    );
    const { container } = renderApp('/clients/c1', { as: therapist });

    expect(await screen.findByText('Resting state')).toBeInTheDocument();
    expect(screen.getByRole('img', { name: 'Grade B' })).toBeInTheDocument();
    expect(
      screen.getByText('Grace sees when you look and at what. Every look is recorded.'),
    ).toBeInTheDocument();
    const sections = within(screen.getByRole('navigation', { name: 'What Grace shares' }));
    expect(sections.getAllByRole('link').map((link) => link.textContent)).toEqual(['Recordings']);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('give the report of a recording as a document', async () => {
    let isAsked = false;
    vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:report');
    const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const shown = recording({ latest_analysis: analysis() });
    server.use(
      http.get('*/v1/sharing/clients/c1', () => HttpResponse.json({ ...client(), sections: ['recordings'] })),
      http.get('*/v1/sharing/clients/c1/recordings', () =>
        HttpResponse.json({ items: [shown], next_cursor: null }),
      ),
      http.get(`*/v1/sharing/clients/c1/recordings/${shown.id}/report.pdf`, () => {
        isAsked = true;
        return new HttpResponse('%PDF-1.7', { headers: { 'Content-Type': 'application/pdf' } });
      }),
    );
    const { user } = renderApp('/clients/c1', { as: therapist });

    await user.click(await screen.findByRole('button', { name: 'Report of Resting state' }));

    await waitFor(() => expect(saved).toHaveBeenCalled());
    expect(isAsked).toBe(true);
  });

  it('are gone when they stopped sharing', async () => {
    server.use(http.get('*/v1/sharing/clients/c1', () => problem(404, 'share-not-found', 'No share.')));
    renderApp('/clients/c1', { as: therapist });

    expect(await screen.findByText('This is no longer shared')).toBeInTheDocument();
  });
});

describe('the workspaces', () => {
  it.each([
    [[], ['Companion', 'Workbench']],
    [['therapist'], ['Companion', 'Workbench', 'Clients']],
    [['administrator'], ['Companion', 'Workbench', 'Administration']],
  ])('of someone who is also %s are those their roles open', async (roles, names) => {
    server.use(http.get('*/v1/sharing/clients', () => HttpResponse.json({ items: [] })));
    const { user } = renderApp('/clients', { as: holding(...roles) });

    await user.click(await screen.findByRole('button', { name: /^Workspace: / }));

    const items = within(await screen.findByRole('menu')).getAllByRole('menuitemradio');
    expect(items.map((item) => item.textContent)).toEqual(names);
  });

  it('are switched by one control', async () => {
    server.use(
      http.get('*/v1/sharing/clients', () => HttpResponse.json({ items: [] })),
      http.get('*/v1/recordings', () => HttpResponse.json({ items: [], next_cursor: null })),
    );
    const { user, address } = renderApp('/clients', { as: therapist });

    await user.click(await screen.findByRole('button', { name: 'Workspace: Clients' }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Workbench' }));

    await waitFor(() => expect(address()).toBe('/recordings'));
    expect(await screen.findByRole('button', { name: 'Workspace: Workbench' })).toBeInTheDocument();
  });
});
