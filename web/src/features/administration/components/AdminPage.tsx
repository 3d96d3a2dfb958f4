import type { ReactNode } from 'react';
import { usePageTitle } from '@/components/usePageTitle';

interface Props {
  title: string;
  /** Beside the heading: how much there is. */
  count?: string | undefined;
  /** What can be done here, at the end of the heading's line. */
  actions?: ReactNode;
  /** Filters, below the heading. */
  filters?: ReactNode;
  children: ReactNode;
}

export function AdminPage({ title, count, actions, filters, children }: Props) {
  usePageTitle(title);
  return (
    <div className="w-full max-w-[100rem] px-4 pt-4 pb-20 md:px-6">
      <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-2">
        <h1 tabIndex={-1} className="text-lg font-semibold tracking-tight">
          {title}
        </h1>
        {count ? <span className="text-faint numeric">{count}</span> : null}
        {actions ? (
          <div className="ml-auto flex flex-wrap items-center gap-2 max-sm:has-[>:nth-child(2)]:ml-0 max-sm:has-[>:nth-child(2)]:w-full">
            {actions}
          </div>
        ) : null}
      </div>
      {filters ? <div className="mt-2 flex flex-wrap items-end gap-2">{filters}</div> : null}
      <div className="mt-3">{children}</div>
    </div>
  );
}
