import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

type Filters<Name extends string> = Record<Name, string>;

/** Filters kept in the address, so that a view can be returned to and sent to a colleague. */
export function useFilters<Name extends string>(names: readonly Name[]) {
  const [search, setSearch] = useSearchParams();
  const filters = Object.fromEntries(names.map((name) => [name, search.get(name) ?? ''])) as Filters<Name>;

  const change = useCallback(
    (changed: Partial<Filters<Name>>) =>
      setSearch((current) => changedSearch(current, changed), { replace: true }),
    [setSearch],
  );

  const clear = useCallback(() => setSearch(new URLSearchParams(), { replace: true }), [setSearch]);

  /** The same view with something changed, as the address of a link. */
  const addressWith = (changed: Partial<Filters<Name>>) => `?${changedSearch(search, changed).toString()}`;
  return { filters, change, clear, addressWith };
}

function changedSearch(search: URLSearchParams, changed: Partial<Record<string, string>>): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changed)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

/** Only the filters that are set, as the server wants them. */
export function setOnly<Name extends string>(filters: Record<Name, string>): Partial<Record<Name, string>> {
  return Object.fromEntries(Object.entries<string>(filters).filter(([, value]) => value !== '')) as Partial<
    Filters<Name>
  >;
}
