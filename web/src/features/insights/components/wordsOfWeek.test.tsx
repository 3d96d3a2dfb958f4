import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { MemoryRouter } from 'react-router';
import { describe, expect, it } from 'vitest';
import { renderPart } from '../../../../tests/renderApp';
import { problem, server } from '../../../../tests/server';
import { WordsOfWeek } from './WordsOfWeek';

const ours = 'You took a moment for yourself on 3 days.';
const theirs = 'On 3 days you looked in.';

function show({ hasService }: { hasService: boolean }) {
  server.use(
    http.get('*/v1/status', () =>
      HttpResponse.json({
        name: 'Halcyon',
        version: '0.1.0',
        demo_enabled: false,
        registration_enabled: true,
        mail_enabled: true,
        wording_enabled: hasService,
        oidc: null,
      }),
    ),
  );
  return renderPart(
    <MemoryRouter>
      <WordsOfWeek text={ours} weekOf="2026-03-02" />
    </MemoryRouter>,
  );
}

describe('the words of a week', () => {
  it('become others where the server can and its person agreed, and ours again', async () => {
    let isAgreed = false;
    const { user } = show({ hasService: true });
    server.use(
      http.post('*/v1/insights/weekly/rephrase', async ({ request }) => {
        expect(await request.json()).toEqual({ week_of: '2026-03-02' });
        return isAgreed
          ? HttpResponse.json({ narrative: theirs })
          : problem(403, 'consent-needed', 'Agree first.');
      }),
    );

    await user.click(await screen.findByRole('button', { name: 'Say it in other words' }));
    const consents = await screen.findByRole('link', { name: 'To the consents' });
    expect(consents).toHaveAttribute('href', '/settings/consents');
    isAgreed = true;
    await user.click(screen.getByRole('button', { name: 'Say it in other words' }));
    expect(await screen.findByText(theirs)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Back to the first words' }));

    expect(screen.getByText(ours)).toBeInTheDocument();
  });

  it('stay, with the reason, when there are no others', async () => {
    const { user } = show({ hasService: true });
    server.use(
      http.post('*/v1/insights/weekly/rephrase', () =>
        problem(503, 'no-other-words', 'There are no other words for it just now.'),
      ),
    );

    await user.click(await screen.findByRole('button', { name: 'Say it in other words' }));

    expect(
      await screen.findByText('There are no other words for it just now; these stay.'),
    ).toBeInTheDocument();
    expect(screen.getByText(ours)).toBeInTheDocument();
  });

  it('are not offered in another form where there is no service', async () => {
    show({ hasService: false });

    expect(await screen.findByText(ours)).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
