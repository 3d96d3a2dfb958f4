import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { sendFile } from '@/lib/api/sendFile';
import { isUnfinished, type Import } from '../model/exports';

const followMilliseconds = 1000;

export async function sendArchive(
  file: File,
  signal: AbortSignal,
  onProgress: (sentBytes: number) => void,
): Promise<Import> {
  return (await sendFile('/v1/import/all', file, {
    contentType: 'application/zip',
    signal,
    onProgress,
  })) as Import;
}

/** Asks again until the archive has been read to its end. */
export function importQuery(importId: string) {
  return queryOptions({
    queryKey: ['import', importId],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/v1/import/all/{importId}', { params: { path: { importId } }, signal })),
    refetchInterval: ({ state }) => (state.data && !isUnfinished(state.data) ? false : followMilliseconds),
  });
}
