import type { ReactNode } from 'react';
import { NavLink, Outlet } from 'react-router';
import { usePageTitle } from './usePageTitle';

interface Props {
  title: string;
  /** Names the row of views for who cannot see it. */
  viewsLabel: string;
  views: readonly { to: string; name: string }[];
  /** The way to a neighbouring page. */
  aside: ReactNode;
  className: string;
}

/** One subject in several views, each at an address of its own. */
export function ViewsFrame({ title, viewsLabel, views, aside, className }: Props) {
  usePageTitle(title);
  return (
    <div className={`mx-auto w-full px-5 pt-8 pb-24 ${className}`}>
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <h1 tabIndex={-1} className="font-serif text-2xl font-medium tracking-tight">
          {title}
        </h1>
        {aside}
      </div>
      <nav aria-label={viewsLabel} className="border-line mt-3 border-b">
        <div className="-ml-3 flex flex-wrap gap-x-1">
          {views.map(({ to, name }) => (
            <NavLink
              key={to}
              to={to}
              end
              className={({ isActive }) =>
                `motion-quick relative -mb-px inline-flex min-h-11 items-center px-3 text-base font-medium transition-colors after:absolute after:inset-x-3 after:bottom-0 after:h-0.5 ${isActive ? 'text-ink after:bg-accent' : 'text-soft hover:text-ink'}`
              }
            >
              {name}
            </NavLink>
          ))}
        </div>
      </nav>
      <Outlet />
    </div>
  );
}
