import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, fetchRaw, unwrap } from '@/lib/api/client';
import { refreshSession } from '@/lib/api/session';
import { saveBlob } from '@/lib/saveBlob';

const key = ['clients'] as const;
const pageSize = 50;

export function useClients() {
  return useQuery({
    queryKey: [...key, 'list'],
    queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/sharing/clients', { signal }))).items,
  });
}

export function useClient(shareId: string) {
  return useQuery({
    queryKey: [...key, 'one', shareId],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/v1/sharing/clients/{shareId}', { params: { path: { shareId } }, signal })),
    // Shown only as long as it is shared: asked anew each time.
    staleTime: 0,
    gcTime: 0,
  });
}

export function useAnswerInvitation(shareId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (isAccepted: boolean) => {
      const params = { path: { shareId } };
      if (!isAccepted) {
        await unwrap(api.POST('/v1/sharing/clients/{shareId}/decline', { params }));
        return;
      }
      await unwrap(api.POST('/v1/sharing/clients/{shareId}/accept', { params }));
      // The first acceptance makes a therapist; a new token carries the role.
      await refreshSession();
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: key }),
  });
}

export function useSharedRecordings(shareId: string) {
  return useInfiniteQuery({
    queryKey: [...key, 'recordings', shareId],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/v1/sharing/clients/{shareId}/recordings', {
          params: {
            path: { shareId },
            query: { limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    gcTime: 0,
  });
}

/** The report of the latest analysis, as a document to read or print. */
export function useDownloadSharedReport(shareId: string) {
  return useMutation({
    mutationFn: async ({ recordingId, title }: { recordingId: string; title: string }) => {
      const response = await fetchRaw(`/v1/sharing/clients/${shareId}/recordings/${recordingId}/report.pdf`);
      saveBlob(await response.blob(), `${title}.pdf`);
    },
  });
}
