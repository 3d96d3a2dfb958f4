import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { libraryKey } from './interventions';

const longestText = 200;
const mostFound = 100;

/** What the server finds for these words, best match first. */
export function useSearch(text: string) {
  const q = text.trim().slice(0, longestText);
  return useQuery({
    queryKey: [...libraryKey, 'search', q],
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api.GET('/v1/interventions/search', { params: { query: { q, limit: mostFound } }, signal }),
        )
      ).items,
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
}
