import { api, fetchRaw, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type ImportPreview = components['schemas']['ImportPreview'];
export type ImportMapping = components['schemas']['ImportMapping'];
export type ImportResult = components['schemas']['ImportResult'];

export async function previewImport(csv: string): Promise<ImportPreview> {
  const answer = await fetchRaw('/v1/checkins/import/preview', {
    method: 'POST',
    headers: { 'Content-Type': 'text/csv; charset=utf-8' },
    body: csv,
  });
  return (await answer.json()) as ImportPreview;
}

export function importCsv(csv: string, mapping: ImportMapping): Promise<ImportResult> {
  return unwrap(api.POST('/v1/checkins/import', { body: { csv, mapping } }));
}
