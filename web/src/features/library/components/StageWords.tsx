import type { ReactNode } from 'react';

/** What to do now, large enough to be read at arm's length. */
export function StageWords({ children }: { children: ReactNode }) {
  return <p className="font-serif text-xl leading-snug text-balance sm:text-2xl">{children}</p>;
}
