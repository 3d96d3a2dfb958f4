import type { paths } from '@/lib/api/schema';

type ExportList = paths['/v1/export/all']['get']['responses'][200]['content']['application/json'];

export type Export = ExportList['items'][number];
export type Import =
  paths['/v1/import/all/{importId}']['get']['responses'][200]['content']['application/json'];

export function isUnfinished({ status }: Pick<Export, 'status'>): boolean {
  return status === 'queued' || status === 'running';
}
