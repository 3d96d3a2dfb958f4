import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { accessibilityFaults, renderApp } from '../../../../tests/renderApp';
import { companionHandlers } from '../../../../tests/companion';
import { problem, server } from '../../../../tests/server';
import type { ImportPreview, ImportResult } from '../api/importCsv';
import { readText } from '../model/csvFile';

const csv = 'full_date,weekday,time,mood,activities\n2024-03-04,Monday,08:00,super,friends\n';

const preview: ImportPreview = {
  format: 'daylio',
  columns: ['full_date', 'weekday', 'time', 'mood', 'activities'],
  rows: 1,
  sample: [['2024-03-04', 'Monday', '08:00', 'super', 'friends']],
  suggested_mapping: {
    date_column: 'full_date',
    mood_column: 'mood',
    time_column: 'time',
    energy_column: null,
    tags_column: 'activities',
    title_column: null,
    note_column: null,
    date_format: 'ymd',
    mood_values: { rad: 10, good: 8 },
    mood_scale: 10,
    energy_when_missing: 5,
    sleep_column: null,
    anxiety_column: null,
    stress_column: null,
  },
  words: { mood: ['good', 'super'] },
};

let sent: { csv: string; mapping: ImportPreview['suggested_mapping'] }[];

function answering(result: Partial<ImportResult>) {
  server.use(
    http.post('*/v1/checkins/import', async ({ request }) => {
      sent.push((await request.json()) as (typeof sent)[number]);
      return HttpResponse.json({
        import_id: 'i1',
        imported: 1,
        without_time: 0,
        skipped_as_known: 0,
        refused_count: 0,
        refused: [],
        crisis_alert: false,
        ...result,
      });
    }),
  );
}

beforeEach(() => {
  sent = [];
  server.use(
    ...companionHandlers(),
    http.post('*/v1/checkins/import/preview', () => HttpResponse.json(preview)),
  );
  answering({});
});

async function choose() {
  const app = renderApp('/history/import');
  await screen.findByRole('button', { name: 'Choose a file' });
  const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
  await app.user.upload(input, new File([csv], 'daylio.csv', { type: 'text/csv' }));
  return app;
}

describe('bringing a diary in', () => {
  it('shows the file, asks what its words mean, and says what came in', async () => {
    const { user, container } = await choose();

    expect(await screen.findByText(/This looks like an export of Daylio/)).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'The first lines of the file' })).toHaveTextContent('friends');
    expect(screen.getByLabelText('good')).toHaveValue('8');
    expect(screen.getByLabelText('super')).toHaveValue('');
    expect(screen.queryByLabelText('rad')).not.toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.selectOptions(screen.getByLabelText('super'), '9');
    await user.selectOptions(screen.getByLabelText('Energy to note where the file says none'), '6');
    await user.click(screen.getByRole('button', { name: 'Bring 1 line in' }));

    await waitFor(() => expect(screen.getByRole('heading', { name: 'Your diary is here' })).toHaveFocus());
    expect(screen.getByText('1 check-in came in.')).toBeInTheDocument();
    expect(sent[0]?.csv).toBe(csv);
    expect(sent[0]?.mapping).toMatchObject({ mood_values: { good: 8, super: 9 }, energy_when_missing: 6 });
    expect(screen.getByRole('link', { name: 'See the calendar' })).toHaveAttribute(
      'href',
      '/history/calendar',
    );
  });

  it('names the lines that could not be read, and leads back to the columns', async () => {
    answering({
      import_id: null,
      imported: 0,
      skipped_as_known: 2,
      refused_count: 1,
      refused: [{ line: 2, reason: '“super” has no place between 1 and 10 yet.' }],
    });
    const { user, container } = await choose();
    await user.click(await screen.findByRole('button', { name: 'Bring 1 line in' }));

    expect(await screen.findByRole('heading', { name: 'Nothing new was in it' })).toBeInTheDocument();
    expect(screen.getByText('2 lines were here already and were not added twice.')).toBeInTheDocument();
    expect(screen.getByText('Line 2: “super” has no place between 1 and 10 yet.')).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
    expect(screen.queryByRole('button', { name: 'Take this import back' })).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Back to the columns' }));

    expect(await screen.findByLabelText('super')).toBeInTheDocument();
  });

  it('offers the columns for sleep, anxiety and stress, and says that days without a time have no hour', async () => {
    answering({ without_time: 1 });
    const { user } = await choose();
    await user.selectOptions(await screen.findByLabelText('Hours of sleep'), 'activities');
    expect(screen.queryByText(/kept by its day alone/)).not.toBeInTheDocument();
    await user.selectOptions(screen.getByLabelText('Time of day'), '');
    expect(screen.getByText('Where no time is noted, a check-in is kept by its day alone.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Bring 1 line in' }));

    expect(await screen.findByText(/1 line says the day and no time/)).toBeInTheDocument();
    expect(sent[0]?.mapping).toMatchObject({
      sleep_column: 'activities',
      time_column: null,
      anxiety_column: null,
    });
  });

  it('is taken back from where it ended, says what stays, and comes back', async () => {
    const done: string[] = [];
    server.use(
      http.delete('*/v1/checkins/imports/i1', () => {
        done.push('taken back');
        return HttpResponse.json({ removed: 38, stayed: 2 });
      }),
      http.post('*/v1/checkins/imports/i1/restore', () => {
        done.push('restored');
        return HttpResponse.json({ restored: 38 });
      }),
    );
    const { user, container } = await choose();
    await user.click(await screen.findByRole('button', { name: 'Bring 1 line in' }));
    await user.click(await screen.findByRole('button', { name: 'Take this import back' }));

    await waitFor(() => expect(screen.getByRole('heading', { name: 'Taken back' })).toHaveFocus());
    expect(screen.getByText(/38 check-ins are gone again/)).toBeInTheDocument();
    expect(screen.getByText('2 stay, because you changed them after they came in.')).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Bring it back' }));

    expect(await screen.findByText('38 check-ins are back.')).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Your diary is here' })).toBeInTheDocument();
    expect(done).toEqual(['taken back', 'restored']);
  });

  it('is taken back later, from the list of what came in', async () => {
    let isTakenBack = false;
    server.use(
      http.get('*/v1/checkins/imports', () =>
        HttpResponse.json({
          items: [
            {
              id: 'i1',
              imported_at: '2026-03-04T09:15:00Z',
              first_day: '2024-01-01',
              last_day: '2024-02-09',
              check_ins: isTakenBack ? 0 : 39,
              changed: isTakenBack ? 0 : 1,
              taken_back: isTakenBack ? 39 : 0,
            },
          ],
        }),
      ),
      http.delete('*/v1/checkins/imports/i1', () => {
        isTakenBack = true;
        return HttpResponse.json({ removed: 39, stayed: 1 });
      }),
    );
    const { user, container } = renderApp('/history/import');

    expect(
      await screen.findByText(/^40 check-ins, .*January 1, 2024 to .*February 9, 2024$/),
    ).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: /^Take back what came in/ }));

    expect(await screen.findByText('39 check-ins taken back')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^Bring back what came in/ })).toBeInTheDocument();
  });

  it('shows help when words of the last days call for it', async () => {
    answering({ crisis_alert: true });
    const { user } = await choose();
    await user.click(await screen.findByRole('button', { name: 'Bring 1 line in' }));

    expect(await screen.findByRole('dialog', { name: 'Help, right now' })).toBeInTheDocument();
  });

  it('says what is wrong with a file that cannot be read', async () => {
    server.use(
      http.post('*/v1/checkins/import/preview', () =>
        problem(400, 'csv-unreadable', 'Line 2: a quotation mark is opened and never closed.'),
      ),
    );
    await choose();

    expect(await screen.findByRole('alert')).toHaveTextContent('Line 2: a quotation mark is opened');
    expect(screen.getByRole('button', { name: 'Choose a file' })).toBeEnabled();
  });
});

it('reads the letters of older spreadsheets', async () => {
  expect(await readText(new Blob([new Uint8Array([0x6d, 0xfc, 0x64, 0x65])]))).toBe('müde');
  expect(await readText(new Blob(['müde']))).toBe('müde');
});
