import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';

/** What this server allows; it changes only when its administrator changes it. */
export function useServerStatus() {
  return useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => unwrap(api.GET('/v1/status', { signal })),
    staleTime: Infinity,
  });
}
