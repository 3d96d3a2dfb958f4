import type { ReactNode } from 'react';
import { usePageTitle } from './usePageTitle';
import { Mark } from './Wordmark';

/** One message in the middle of the page: not found, not reachable, broken. */
export function PlainPage({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  usePageTitle(title);
  return (
    <div className="mx-auto flex min-h-[70%] max-w-md flex-col justify-center px-6 py-16">
      <Mark className="size-9 opacity-80" />
      <h1 tabIndex={-1} className="mt-5 font-serif text-xl font-medium tracking-tight">
        {title}
      </h1>
      {text ? <p className="text-soft mt-2 text-base">{text}</p> : null}
      {children ? <div className="mt-6 flex flex-wrap gap-3">{children}</div> : null}
    </div>
  );
}
