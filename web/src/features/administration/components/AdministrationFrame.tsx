import { Inbox, ListTree, MailPlus, ScrollText, ServerCog, Timer, type LucideIcon } from 'lucide-react';
import { Suspense, useEffect, useRef } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { t, type AdministrationMessageKey } from '@/lib/messages/administration';

const pages = [
  ['users', 'admin.users', ListTree],
  ['invitations', 'admin.invitations', MailPlus],
  ['audit', 'admin.audit', ScrollText],
  ['jobs', 'admin.jobs', Timer],
  ['mail', 'admin.mail', Inbox],
  ['system', 'admin.system', ServerCog],
] as const satisfies readonly (readonly [string, AdministrationMessageKey, LucideIcon])[];

/** The pages of administration: a rail beside them, on a phone a row above them. */
export function AdministrationFrame() {
  useSearchKey();
  const { pathname } = useLocation();
  const rail = useRef<HTMLUListElement>(null);
  // On a phone the row is longer than the screen.
  useEffect(() => {
    rail.current
      ?.querySelector('[aria-current=page]')
      ?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [pathname]);
  return (
    <div className="flex min-h-full max-md:flex-col">
      <nav
        aria-label={t('admin.navigation')}
        className="border-line shrink-0 max-md:border-b md:sticky md:top-0 md:h-[calc(100dvh-3rem)] md:w-44 md:border-r md:py-4"
      >
        <ul ref={rail} className="flex gap-0.5 px-2 max-md:overflow-x-auto max-md:py-1.5 md:flex-col">
          {pages.map(([path, title, Icon]) => (
            <li key={path} className="shrink-0">
              <NavLink
                to={`/admin/${path}`}
                className={({ isActive }) =>
                  `motion-quick flex h-8 items-center gap-2.5 rounded-sm px-2.5 transition-colors max-md:h-11 ${isActive ? 'bg-accent-soft text-accent-strong font-medium' : 'text-soft hover:bg-hover hover:text-ink'}`
                }
              >
                <Icon aria-hidden className="size-4 max-md:hidden" />
                {t(title)}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="min-w-0 flex-1">
        <Suspense>
          <Outlet />
        </Suspense>
      </div>
    </div>
  );
}

/** `/` goes to the page's search, as in the tools people here already use. */
function useSearchKey(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, [role=dialog]'))
        return;
      const search = document.querySelector<HTMLElement>('#main input[type=search]');
      if (!search) return;
      event.preventDefault();
      search.focus();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
