import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { paths } from '@/lib/api/schema';
import type { Intervention } from '../model/intervention';

/** Of everything below: what is favoured or hidden changes them all. */
export const libraryKey = ['library'] as const;

type Page = paths['/v1/interventions']['get']['responses'][200]['content']['application/json'];

const pageSize = 100;

async function listAll(hidden: boolean, signal: AbortSignal): Promise<Intervention[]> {
  const items: Intervention[] = [];
  let cursor: string | null = null;
  do {
    const query = { limit: pageSize, hidden, ...(cursor === null ? {} : { cursor }) };
    const page: Page = await unwrap(api.GET('/v1/interventions', { params: { query }, signal }));
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return items;
}

/** The whole library at once: it is small, and narrowing it down must not wait for a network. */
export function useLibrary(isHidden: boolean) {
  return useQuery({
    queryKey: [...libraryKey, isHidden ? 'hidden' : 'shown'],
    queryFn: ({ signal }) => listAll(isHidden, signal),
  });
}
