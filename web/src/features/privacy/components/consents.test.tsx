import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { problem, server } from '../../../../tests/server';
import { consent } from '../testing/consent';

const noHistory = http.get('*/v1/users/me/consents/history', () => HttpResponse.json({ items: [] }));

describe('consent', () => {
  it('is given and withdrawn by one switch, with the version that was read', async () => {
    let granted = false;
    const sent: unknown[] = [];
    server.use(
      noHistory,
      http.get('*/v1/users/me/consents', () => HttpResponse.json({ items: [consent({ granted })] })),
      http.put('*/v1/users/me/consents/research_participation', async ({ request }) => {
        const body = (await request.json()) as { granted: boolean };
        sent.push(body);
        granted = body.granted;
        return HttpResponse.json(consent({ granted }));
      }),
    );
    const { user, container } = renderApp('/settings/consents');
    const control = await screen.findByRole('switch', { name: 'I agree: Taking part in research' });
    expect(control).not.toBeChecked();

    await user.click(control);
    expect(await screen.findByText('On since Mar 4, 2026, version 2')).toBeInTheDocument();
    expect(control).toBeChecked();
    await user.click(control);

    expect(await screen.findByText('Off since Mar 4, 2026')).toBeInTheDocument();
    expect(sent).toEqual([
      { granted: true, version: 2 },
      { granted: false, version: 2 },
    ]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('goes back to what the server holds when it could not be changed, and says so', async () => {
    server.use(
      noHistory,
      http.get('*/v1/users/me/consents', () => HttpResponse.json({ items: [consent()] })),
      http.put('*/v1/users/me/consents/:purpose', () =>
        problem(409, 'consent-outdated', 'The wording changed.'),
      ),
    );
    const { user } = renderApp('/settings/consents');
    const control = await screen.findByRole('switch');

    await user.click(control);

    expect(await screen.findByRole('alert')).toHaveTextContent('The wording changed.');
    expect(control).not.toBeChecked();
  });

  it('asks again when the wording has changed, and tells the history in sentences', async () => {
    server.use(
      http.get('*/v1/users/me/consents', () =>
        HttpResponse.json({ items: [consent({ granted: true, needs_renewal: true })] }),
      ),
      http.get('*/v1/users/me/consents/history', () =>
        HttpResponse.json({
          items: [
            {
              purpose: 'research_participation',
              version: 1,
              granted: true,
              changed_at: '2026-03-04T10:00:00Z',
            },
          ],
        }),
      ),
    );
    renderApp('/settings/consents');

    expect(await screen.findByRole('button', { name: 'I agree to the new wording' })).toBeInTheDocument();
    expect(
      within(await screen.findByRole('list')).getByText(
        'You agreed to “Taking part in research”, version 1.',
      ),
    ).toBeInTheDocument();
  });
});
