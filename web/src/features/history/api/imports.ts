import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { checkInsKey } from '@/features/checkins/api/checkIns';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type Import = components['schemas']['DiaryImport'];

export const importsQuery = queryOptions({
  queryKey: [...checkInsKey, 'imports'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/checkins/imports', { signal }))).items,
});

/** Everything that a file brought and nobody changed since. */
export function useTakeImportBack() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (importId: string) =>
      unwrap(api.DELETE('/v1/checkins/imports/{importId}', { params: { path: { importId } } })),
    onSuccess: refresh,
  });
}

export function useRestoreImport() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (importId: string) =>
      unwrap(api.POST('/v1/checkins/imports/{importId}/restore', { params: { path: { importId } } })),
    onSuccess: refresh,
  });
}

/** The calendar, the charts and the insights tell of other days now. */
function useRefresh() {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: checkInsKey });
    await client.invalidateQueries({ queryKey: ['insights'] });
  };
}
