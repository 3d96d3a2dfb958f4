import { useQuery } from '@tanstack/react-query';
import type { paths } from '@/lib/api/schema';
import { api, unwrap } from '@/lib/api/client';

type Status = paths['/v1/status']['get']['responses'][200]['content']['application/json'] & {
  oidc?: { name: string } | null;
};

/** What this server allows; it changes only when its administrator changes it. */
export function useServerStatus() {
  return useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => unwrap(api.GET('/v1/status', { signal })) as Promise<Status>,
    staleTime: Infinity,
  });
}
