import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { isUnfinished } from '../model/exports';

const key = ['exports'] as const;
const followMilliseconds = 1500;

/** Asks again while one is being prepared. */
export function useExports() {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/export/all', { signal }))).items,
    refetchInterval: ({ state }) => (state.data?.some(isUnfinished) ? followMilliseconds : false),
  });
}

export function useStartExport() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/v1/export/all')),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: key }),
  });
}

/** The browser itself fetches the file: however large, it never passes through memory. */
export function useDownloadExport() {
  return useMutation({
    mutationFn: async (exportId: string) => {
      const { address } = await unwrap(
        api.POST('/v1/export/all/{exportId}/link', { params: { path: { exportId } } }),
      );
      const link = document.createElement('a');
      link.href = address;
      link.download = '';
      link.click();
    },
  });
}

export function useDeleteExport() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (exportId: string) =>
      unwrap(api.DELETE('/v1/export/all/{exportId}', { params: { path: { exportId } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: key }),
  });
}
