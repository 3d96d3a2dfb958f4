import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Scopes } from '../model/share';
import { consentKey } from './consents';

const shareKey = ['shares'] as const;

export function useShares() {
  return useQuery({
    queryKey: [...shareKey, 'list'],
    queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/sharing/therapists', { signal }))).items,
  });
}

export interface NewShare {
  email: string;
  scopes: Scopes;
  expiresAt: string | null;
  /** The wording of the consent that was shown. */
  consentVersion: number;
}

export function useInviteTherapist() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ email, scopes, expiresAt, consentVersion }: NewShare) =>
      unwrap(
        api.POST('/v1/sharing/therapists', {
          body: { therapist_email: email, scopes, expires_at: expiresAt, consent_version: consentVersion },
        }),
      ),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: shareKey }),
        queryClient.invalidateQueries({ queryKey: consentKey }),
      ]),
  });
}

export function useChangeShare(shareId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (changed: { scopes: Scopes; expires_at?: string | null }) =>
      unwrap(api.PATCH('/v1/sharing/therapists/{shareId}', { params: { path: { shareId } }, body: changed })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: shareKey }),
  });
}

export function useStopShare(shareId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(api.DELETE('/v1/sharing/therapists/{shareId}', { params: { path: { shareId } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: shareKey }),
  });
}

export function useShareAccesses(shareId: string) {
  return useInfiniteQuery({
    queryKey: [...shareKey, 'accesses', shareId],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/v1/sharing/therapists/{shareId}/accesses', {
          params: { path: { shareId }, query: pageParam ? { cursor: pageParam } : {} },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

/** What can be shared on this server, and what is chosen unless somebody chooses otherwise. */
export function useOfferedSections() {
  return useQuery({
    queryKey: [...shareKey, 'sections'],
    queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/sharing/sections', { signal }))).items,
    staleTime: Infinity,
  });
}
