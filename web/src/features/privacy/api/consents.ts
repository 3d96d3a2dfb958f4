import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Consent } from '../model/consent';

export const consentKey = ['consents'] as const;

export function useConsents() {
  return useQuery({
    queryKey: [...consentKey, 'now'],
    queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/users/me/consents', { signal }))).items,
  });
}

export function useConsentHistory() {
  return useQuery({
    queryKey: [...consentKey, 'history'],
    queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/users/me/consents/history', { signal }))).items,
  });
}

/** Agrees to this wording, or withdraws. */
export function useDecideConsent({ purpose, version }: Consent) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (granted: boolean) =>
      unwrap(
        api.PUT('/v1/users/me/consents/{purpose}', {
          params: { path: { purpose } },
          body: { granted, version },
        }),
      ),
    // Withdrawing may end shares as well.
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: consentKey }),
        queryClient.invalidateQueries({ queryKey: ['shares'] }),
      ]),
  });
}
