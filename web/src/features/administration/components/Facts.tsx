import type { ReactNode } from 'react';

/** Names and values, two columns. */
export function Facts({ items }: { items: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="divide-line divide-y">
      {items.map(([name, value]) => (
        <div key={name} className="grid grid-cols-[9.5rem_minmax(0,1fr)] gap-x-4 py-1.5 max-sm:grid-cols-1">
          <dt className="text-soft">{name}</dt>
          <dd className="numeric break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
