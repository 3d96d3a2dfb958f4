import { screen } from '@testing-library/react';
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
  },
  words: { mood: ['good', 'super'] },
};

let sent: { csv: string; mapping: ImportPreview['suggested_mapping'] }[];

function answering(result: Partial<ImportResult>) {
  server.use(
    http.post('*/v1/checkins/import', async ({ request }) => {
      sent.push((await request.json()) as (typeof sent)[number]);
      return HttpResponse.json({
        imported: 1,
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

    expect(await screen.findByRole('heading', { name: 'Your diary is here' })).toHaveFocus();
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
      imported: 0,
      skipped_as_known: 2,
      refused_count: 1,
      refused: [{ line: 2, reason: '“super” is not a mood of the mapping.' }],
    });
    const { user, container } = await choose();
    await user.click(await screen.findByRole('button', { name: 'Bring 1 line in' }));

    expect(await screen.findByRole('heading', { name: 'Nothing new was in it' })).toBeInTheDocument();
    expect(screen.getByText('2 lines were here already and were not added twice.')).toBeInTheDocument();
    expect(screen.getByText('Line 2: “super” is not a mood of the mapping.')).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Back to the columns' }));

    expect(await screen.findByLabelText('super')).toBeInTheDocument();
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
