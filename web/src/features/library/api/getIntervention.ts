import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { isProblem } from '@/lib/api/problem';
import type { Intervention } from '../model/intervention';
import { libraryKey } from './interventions';

/** Null where the library has no such action. */
export function useIntervention(interventionId: string) {
  return useQuery({
    queryKey: [...libraryKey, 'one', interventionId],
    queryFn: async ({ signal }): Promise<Intervention | null> => {
      try {
        return await unwrap(
          api.GET('/v1/interventions/{interventionId}', { params: { path: { interventionId } }, signal }),
        );
      } catch (error) {
        if (isProblem(error, 'intervention-not-found')) return null;
        throw error;
      }
    },
  });
}
