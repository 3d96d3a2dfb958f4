import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { forgetPerson } from '@/lib/deviceStore/deviceStore';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { companionHandlers } from '../../../../tests/companion';
import { mira, server } from '../../../../tests/server';
import { linesOf, type Plan } from '../model/plan';

const empty: Plan = {
  warning_signs: [],
  things_i_can_do: [],
  people_and_places: [],
  people_to_ask: [],
  professionals: [],
  making_it_safer: [],
  version: 0,
  updated_at: null,
};

let stored: Plan;

beforeEach(async () => {
  stored = empty;
  await forgetPerson(mira.user.id);
  server.use(
    ...companionHandlers(),
    http.get('*/v1/crisis/safety-plan', () => HttpResponse.json(stored)),
    http.put('*/v1/crisis/safety-plan', async ({ request }) => {
      const content = (await request.json()) as Plan;
      stored = { ...content, version: stored.version + 1, updated_at: '2026-03-04T09:00:00Z' };
      return HttpResponse.json(stored);
    }),
  );
});

describe('the safety plan', () => {
  it('is saved as it is written, in the person’s own words', async () => {
    const { user, container } = renderApp('/plan');

    await user.click(await screen.findByRole('button', { name: 'Write: What I can do by myself' }));
    await user.type(screen.getByLabelText('What I can do by myself'), 'A walk{Enter}Tea');
    expect(await accessibilityFaults(container)).toEqual([]);
    expect(await screen.findByText('Saved')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Done with What I can do by myself' }));

    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['A walk', 'Tea']);
    expect(stored.things_i_can_do).toEqual(['A walk', 'Tea']);
  });

  it('keeps a change that is a moment old when the page is left', async () => {
    const { user } = renderApp('/plan');
    await user.click(await screen.findByRole('button', { name: 'Write: Whom I can ask for help' }));
    await user.type(screen.getByLabelText('Name'), 'Anna');
    await user.type(screen.getByLabelText('Phone (optional)'), '030 1234');
    await user.click(screen.getAllByRole('link', { name: 'Today' })[0]!);

    await waitFor(() => expect(stored.people_to_ask).toEqual([{ name: 'Anna', phone: '030 1234' }]));
  });

  it('can be read from the device when the server cannot be reached', async () => {
    stored = {
      ...empty,
      things_i_can_do: ['Listen to rain'],
      version: 1,
      updated_at: '2026-03-04T09:00:00Z',
    };
    const first = renderApp('/plan');
    await screen.findByText('Listen to rain');
    first.unmount();
    server.use(
      http.get('*/v1/crisis/safety-plan', () => HttpResponse.error()),
      http.post('*/v1/auth/logout', () => new HttpResponse(null, { status: 204 })),
    );
    renderApp('/plan');

    expect(await screen.findByText(/This is your plan as it was/)).toBeInTheDocument();
    expect(screen.getByText('Listen to rain')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Edit/ })).not.toBeInTheDocument();
  });

  it('brings an earlier version back, and can take that back', async () => {
    stored = { ...empty, warning_signs: ['New'], version: 2, updated_at: '2026-03-05T09:00:00Z' };
    const restored: string[] = [];
    server.use(
      http.get('*/v1/crisis/safety-plan/versions', () =>
        HttpResponse.json({
          items: [
            { version: 2, updated_at: '2026-03-05T09:00:00Z' },
            { version: 1, updated_at: '2026-03-04T09:00:00Z' },
          ],
        }),
      ),
      http.post('*/v1/crisis/safety-plan/versions/:version/restore', ({ params }) => {
        restored.push(String(params.version));
        stored = {
          ...stored,
          warning_signs: [`Version ${String(params.version)}`],
          version: stored.version + 1,
        };
        return HttpResponse.json(stored);
      }),
    );
    const { user } = renderApp('/plan');
    await user.click(await screen.findByRole('button', { name: 'Earlier versions' }));
    await user.click(await screen.findByRole('button', { name: /^Bring back the version of/ }));

    expect(await screen.findByText('Version 1')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('Version 2')).toBeInTheDocument();
    expect(restored).toEqual(['1', '2']);
  });

  it('asks for consent before anyone may be told', async () => {
    const contact = {
      name: 'Anna',
      phone: null,
      email: 'anna@example.org',
      consented: false,
      automatic: false,
      message_preview: 'Hello Anna',
      sms_text: '',
      updated_at: null,
    };
    let replaced: unknown;
    server.use(
      http.get('*/v1/crisis/contact', () => HttpResponse.json(contact)),
      http.put('*/v1/crisis/contact', async ({ request }) => {
        replaced = await request.json();
        return HttpResponse.json({ ...contact, consented: true });
      }),
    );
    const { user } = renderApp('/plan');

    await user.click(await screen.findByRole('switch', { name: 'They may be told when I press for it' }));

    await waitFor(() =>
      expect(replaced).toEqual({
        name: 'Anna',
        phone: null,
        email: 'anna@example.org',
        consented: true,
        automatic: false,
      }),
    );
    expect(await screen.findByRole('switch', { name: 'Also without my pressing' })).not.toBeChecked();
  });
});

it('takes what is written as one entry per line, without the empty ones', () => {
  expect(linesOf(' a \n\n b\n')).toEqual(['a', 'b']);
});
