import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { api, fetchRaw, unwrap } from '@/lib/api/client';
import { saveBlob } from '@/lib/saveBlob';

const pageSize = 100;

export interface AuditFilters {
  actor?: string;
  subject?: string;
  action?: string;
  outcome?: string;
  from?: string;
  to?: string;
}

export function useAudit(filters: AuditFilters) {
  return useInfiniteQuery({
    queryKey: ['admin', 'audit', filters],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/v1/admin/audit', {
          params: { query: { ...filters, limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (previous) => previous,
  });
}

export function useAuditActions() {
  return useQuery({
    queryKey: ['admin', 'audit-actions'],
    queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/admin/audit/actions', { signal }))).items,
  });
}

export function useVerifyAudit() {
  return useMutation({ mutationFn: () => unwrap(api.POST('/v1/admin/audit/verify')) });
}

/** What the filters show, to its end, as a table for other programs. */
export function useDownloadAudit() {
  return useMutation({
    mutationFn: async (filters: AuditFilters) => {
      const query = new URLSearchParams(Object.entries(filters));
      const response = await fetchRaw(`/v1/admin/audit/export.csv?${query.toString()}`);
      saveBlob(await response.blob(), 'audit.csv');
    },
  });
}
