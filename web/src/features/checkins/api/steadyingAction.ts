import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { steadyingId } from '../model/hardMoment';

/** The one thing that is offered in any hard moment. Where it cannot be had, its place stays empty. */
export function useSteadyingAction() {
  return useQuery({
    queryKey: ['steadying action'],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/v1/interventions/{interventionId}', {
          params: { path: { interventionId: steadyingId } },
          signal,
        }),
      ),
    retry: false,
  });
}
