import type { Export } from '@/lib/api/pending';

export type { Export } from '@/lib/api/pending';

export function isUnfinished({ status }: Pick<Export, 'status'>): boolean {
  return status === 'queued' || status === 'running';
}
