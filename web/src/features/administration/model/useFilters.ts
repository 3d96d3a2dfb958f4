import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

type Filters<Name extends string> = Record<Name, string>;

/** Filters kept in the address, so that a view can be returned to and sent to a colleague. */
export function useFilters<Name extends string>(names: readonly Name[]) {
  const [search, setSearch] = useSearchParams();
  const filters = Object.fromEntries(names.map((name) => [name, search.get(name) ?? ''])) as Filters<Name>;

  const change = useCallback(
    (changed: Partial<Filters<Name>>) =>
      setSearch(
        (current) => {
          const next = new URLSearchParams(current);
          for (const [name, value] of Object.entries<string | undefined>(changed)) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );

  const clear = useCallback(() => setSearch(new URLSearchParams(), { replace: true }), [setSearch]);
  return { filters, change, clear, search: search.toString() };
}

/** Only the filters that are set, as the server wants them. */
export function setOnly<Name extends string>(filters: Filters<Name>): Partial<Filters<Name>> {
  return Object.fromEntries(Object.entries<string>(filters).filter(([, value]) => value !== '')) as Partial<
    Filters<Name>
  >;
}
