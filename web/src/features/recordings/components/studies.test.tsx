import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { analysis, recording } from '../../../../tests/recordings';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { problem, server } from '../../../../tests/server';
import type { Recording } from '../model/recording';

const edf = (name: string) => new File([`0       ${'x'.repeat(400)}`], name);

/** A server that keeps these recordings for the length of one test. */
function keep(recordings: Recording[]) {
  server.use(
    http.get('*/v1/recordings', () => HttpResponse.json({ items: recordings, next_cursor: null })),
    http.post('*/v1/recordings/:id/analyses', () =>
      HttpResponse.json(analysis({ status: 'queued' }), { status: 202 }),
    ),
  );
  return recordings;
}

function fileInput(): HTMLInputElement {
  return document.querySelector<HTMLInputElement>('input[type=file]')!;
}

describe('the list of studies', () => {
  it('shows what each recording is and what its analysis says', async () => {
    keep([
      recording({ latest_analysis: analysis() }),
      recording({
        id: 'r2',
        title: 'Night',
        latest_analysis: analysis({ status: 'running', progress: 0.4 }),
      }),
      recording({ id: 'r3', title: 'Routine' }),
    ]);
    const { container } = renderApp('/recordings');

    const [graded, running, plain] = await screen.findAllByRole('listitem');
    expect(within(graded!).getByRole('link', { name: 'Resting state' })).toBeInTheDocument();
    expect(graded).toHaveTextContent('2 min');
    expect(graded).toHaveTextContent('1 bad channel');
    expect(graded).toHaveTextContent('T8');
    expect(within(graded!).getByRole('img', { name: 'Grade B' })).toBeInTheDocument();
    expect(running).toHaveTextContent('Analysing, 40%');
    expect(within(plain!).getByRole('button', { name: 'Analyse' })).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('says in words why a recording has no grade', async () => {
    const ungraded = (reason: string, bad_channels: string[] = []) =>
      analysis({ summary: { grade: null, reason, usable_fraction: null, bad_channels } });
    keep([
      recording({ latest_analysis: ungraded('too_short') }),
      recording({ id: 'r2', latest_analysis: ungraded('too_short', ['EEG T8-Ref']) }),
      recording({ id: 'r3', latest_analysis: ungraded('no_eeg') }),
      recording({ id: 'r4', channel_count: 0, channels: [], latest_analysis: ungraded('no_signals') }),
    ]);
    renderApp('/recordings');

    const [short, shortWithBad, noEeg, notes] = await screen.findAllByRole('listitem');
    expect(short).toHaveTextContent('Too short to judge');
    expect(within(short!).getByRole('img', { name: 'No grade' })).toBeInTheDocument();
    expect(short).not.toHaveTextContent('good');
    expect(shortWithBad).toHaveTextContent('1 bad channelToo short to judge · T8');
    expect(noEeg).toHaveTextContent('No EEG to judge');
    expect(notes).toHaveTextContent('Notes only');
  });

  it('filters by title, file and channel', async () => {
    keep([recording(), recording({ id: 'r2', title: 'Night', file_name: 'night.edf', channels: [] })]);
    const { user } = renderApp('/recordings');
    await screen.findByRole('link', { name: 'Night' });

    await user.type(screen.getByRole('searchbox'), 't8-ref');
    expect(screen.queryByRole('link', { name: 'Night' })).not.toBeInTheDocument();
    await user.clear(screen.getByRole('searchbox'));
    await user.type(screen.getByRole('searchbox'), 'nothing like it');
    await user.click(screen.getAllByRole('button', { name: 'Clear the filter' }).at(-1)!);

    expect(screen.getByRole('link', { name: 'Night' })).toBeInTheDocument();
  });

  it('goes from row to row by arrow keys', async () => {
    keep([recording(), recording({ id: 'r2', title: 'Night' })]);
    const { user } = renderApp('/recordings');

    (await screen.findByRole('link', { name: 'Resting state' })).focus();
    await user.keyboard('{ArrowDown}');

    expect(screen.getByRole('link', { name: 'Night' })).toHaveFocus();
  });

  it('loads older recordings page by page', async () => {
    server.use(
      http.get('*/v1/recordings', ({ request }) =>
        new URL(request.url).searchParams.get('cursor') === 'c1'
          ? HttpResponse.json({ items: [recording({ id: 'r2', title: 'Older' })], next_cursor: null })
          : HttpResponse.json({ items: [recording()], next_cursor: 'c1' }),
      ),
    );
    const { user } = renderApp('/recordings');

    await user.click(await screen.findByRole('button', { name: 'Show older recordings' }));

    expect(await screen.findByRole('link', { name: 'Older' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Show older recordings' })).not.toBeInTheDocument();
  });

  it('says what failed and tries again on request', async () => {
    server.use(http.get('*/v1/recordings', () => problem(500, 'unexpected', 'Boom.'), { once: true }));
    const { user } = renderApp('/recordings');

    expect(await screen.findByRole('alert')).toHaveTextContent('What you saved before is safe.');
    keep([recording()]);
    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await screen.findByRole('link', { name: 'Resting state' })).toBeInTheDocument();
  });

  it('renames in place', async () => {
    const [kept] = keep([recording()]);
    server.use(
      http.patch('*/v1/recordings/:id', async ({ request }) => {
        kept!.title = ((await request.json()) as { title: string }).title;
        return HttpResponse.json(kept);
      }),
    );
    const { user } = renderApp('/recordings');

    (await screen.findByRole('link', { name: 'Resting state' })).focus();
    await user.keyboard('{F2}');
    const field = await screen.findByRole('textbox', { name: 'New title' });
    await user.clear(field);
    await user.type(field, '  {Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent('A recording needs a title.');
    await user.type(field, 'Eyes closed{Enter}');

    expect(await screen.findByRole('link', { name: 'Eyes closed' })).toBeInTheDocument();
  });

  it('deletes without asking and brings back on request', async () => {
    const kept = keep([recording(), recording({ id: 'r2', title: 'Night' })]);
    const first = kept[0]!;
    server.use(
      http.delete('*/v1/recordings/:id', () => {
        kept.shift();
        return new HttpResponse(null, { status: 204 });
      }),
      http.post('*/v1/recordings/:id/restore', () => {
        kept.unshift(first);
        return HttpResponse.json(first);
      }),
    );
    const { user } = renderApp('/recordings');

    await user.click(await screen.findByRole('button', { name: 'Actions for Resting state' }));
    await user.click(screen.getByRole('menuitem', { name: 'Delete' }));
    await waitFor(() =>
      expect(screen.queryByRole('link', { name: 'Resting state' })).not.toBeInTheDocument(),
    );
    await user.click(screen.getByRole('button', { name: 'Undo' }));

    expect(await screen.findByRole('link', { name: 'Resting state' })).toBeInTheDocument();
  });
});

describe('uploading', () => {
  it('refuses a file that is no EEG before anything is sent', async () => {
    keep([]);
    const { user } = renderApp('/recordings');
    await screen.findByRole('heading', { name: 'Bring your first recording' });

    await user.upload(fileInput(), [
      new File(['%PDF-1.7 something'], 'report.edf'),
      new File([], 'nothing.edf'),
    ]);

    expect(await screen.findByText(/This is not an EDF or BDF file.*halcyon convert/)).toBeInTheDocument();
    expect(await screen.findByText(/The file is empty/)).toBeInTheDocument();
  });

  it('sends the file under its name, starts the analysis and links to the recording', async () => {
    const kept = keep([]);
    let sent: unknown;
    server.use(
      http.post('*/v1/recordings', ({ request }) => {
        // The bytes themselves do not pass through jsdom; the end-to-end tests compare them.
        sent = {
          name: new URL(request.url).searchParams.get('file_name'),
          type: request.headers.get('Content-Type'),
          key: request.headers.get('Idempotency-Key'),
        };
        kept.push(
          recording({ title: 'Ruhe 1', latest_analysis: analysis({ status: 'queued', progress: 0 }) }),
        );
        return HttpResponse.json(kept[0], { status: 201 });
      }),
    );
    const { user } = renderApp('/recordings');
    await screen.findByRole('heading', { name: 'Bring your first recording' });

    await user.upload(fileInput(), edf('Ruhe 1.edf'));

    expect(await screen.findByRole('link', { name: 'Open' })).toHaveAttribute(
      'href',
      `/recordings/${recording().id}`,
    );
    expect(await screen.findByRole('link', { name: 'Ruhe 1' })).toBeInTheDocument();
    expect(sent).toEqual({
      name: 'Ruhe 1.edf',
      type: 'application/octet-stream',
      key: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    });
  });

  it('shows the server’s reason and offers no second try for a file that cannot be read', async () => {
    keep([]);
    server.use(
      http.post('*/v1/recordings', () =>
        problem(422, 'recording-unreadable', 'The number of signals is “x9”.', {
          detail: 'Nothing was kept.',
        }),
      ),
    );
    const { user } = renderApp('/recordings');
    await screen.findByRole('heading', { name: 'Bring your first recording' });

    await user.upload(fileInput(), edf('broken.edf'));

    expect(await screen.findByText('The number of signals is “x9”.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument();
  });

  it('tries again with the same key after the connection failed', async () => {
    const kept = keep([]);
    const keys: (string | null)[] = [];
    server.use(
      http.post('*/v1/recordings', ({ request }) => {
        keys.push(request.headers.get('Idempotency-Key'));
        if (keys.length === 1) return HttpResponse.error();
        kept.push(recording());
        return HttpResponse.json(kept[0], { status: 201 });
      }),
    );
    const { user } = renderApp('/recordings');
    await screen.findByRole('heading', { name: 'Bring your first recording' });

    await user.upload(fileInput(), edf('rest.edf'));
    await user.click(await screen.findByRole('button', { name: 'Try again' }));

    expect(await screen.findByText('Uploaded')).toBeInTheDocument();
    expect(keys[0]).toBe(keys[1]);
  });

  it('takes files dropped anywhere on the page', async () => {
    const kept = keep([recording()]);
    server.use(
      http.post('*/v1/recordings', () => {
        kept.push(recording({ id: 'r2', title: 'Dropped' }));
        return HttpResponse.json(kept[1], { status: 201 });
      }),
    );
    renderApp('/recordings');
    await screen.findByRole('link', { name: 'Resting state' });

    const dataTransfer = { types: ['Files'], files: [edf('dropped.edf')] };
    fireEvent.dragEnter(document.body, { dataTransfer });
    expect(screen.getByText('Drop to upload')).toBeInTheDocument();
    fireEvent.drop(document.body, { dataTransfer });

    expect(await screen.findByRole('link', { name: 'Dropped' })).toBeInTheDocument();
  });
});
