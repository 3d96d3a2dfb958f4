import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Suspense, useSyncExternalStore, type ReactNode } from 'react';
import { Link, Navigate, NavLink, Outlet, useMatch } from 'react-router';
import { usePageTitle } from '@/components/usePageTitle';
import { t, type SettingsMessageKey } from '@/lib/messages/settings';
import type { SettingsGroup, SettingsPageEntry } from '../model/settingsPage';

const groups: readonly (readonly [group: SettingsGroup, title: SettingsMessageKey])[] = [
  ['you', 'settings.groupYou'],
  ['safety', 'settings.groupSafety'],
  ['data', 'settings.groupData'],
];

/** The settings: a list of pages beside the page on a wide screen, before it on a phone. */
export function SettingsShell({ pages }: { pages: readonly SettingsPageEntry[] }) {
  const isWide = useIsWide();
  const isList = useMatch('/settings') !== null;
  const first = pages[0];
  if (isWide && isList && first) return <Navigate to={`/settings/${first.path}`} replace />;
  if (!isWide && isList) return <ListScreen pages={pages} />;
  // One frame for both, so that turning a tablet on its side keeps the page in it, with all that was typed or shown once.
  return (
    <div
      className={
        isWide
          ? 'mx-auto grid w-full max-w-[68rem] grid-cols-[15rem_minmax(0,1fr)] gap-x-14 px-8 print:block'
          : 'mx-auto w-full max-w-[41rem] px-5 pt-3 pb-20'
      }
    >
      {isWide ? <SideList pages={pages} /> : <BackToList />}
      <div className={isWide ? 'max-w-[41rem] pt-10 pb-24' : 'pt-2'}>
        <Suspense>
          <Outlet />
        </Suspense>
      </div>
    </div>
  );
}

function SideList({ pages }: { pages: readonly SettingsPageEntry[] }) {
  return (
    <nav aria-label={t('settings.navigation')} className="sticky top-0 self-start pt-10 pb-10 print:hidden">
      <p className="px-3 font-serif text-lg font-medium tracking-tight">{t('settings.title')}</p>
      {groups.map(([group, title]) => (
        <GroupList key={group} title={t(title)} pages={listed(pages, group)}>
          {(page) => (
            <NavLink
              to={`/settings/${page.path}`}
              className={({ isActive }) =>
                `motion-quick flex min-h-11 items-center rounded-sm px-3 transition-colors ${isActive ? 'bg-accent-soft text-accent-strong font-medium' : 'text-soft hover:bg-hover hover:text-ink'}`
              }
            >
              {t(page.title)}
            </NavLink>
          )}
        </GroupList>
      ))}
    </nav>
  );
}

function ListScreen({ pages }: { pages: readonly SettingsPageEntry[] }) {
  usePageTitle(t('settings.title'));
  return (
    <div className="mx-auto w-full max-w-[41rem] px-5 pt-8 pb-20">
      <h1 tabIndex={-1} className="font-serif text-2xl font-medium tracking-tight">
        {t('settings.title')}
      </h1>
      <nav aria-label={t('settings.navigation')}>
        {groups.map(([group, title]) => (
          <GroupList key={group} title={t(title)} pages={listed(pages, group)}>
            {(page) => (
              <Link
                to={`/settings/${page.path}`}
                className="border-line hover:bg-hover motion-quick -mx-2 flex min-h-16 items-center gap-3 rounded-sm border-b px-2 py-3 transition-colors"
              >
                <span className="flex-1">
                  <span className="block text-base font-medium">{t(page.title)}</span>
                  <span className="text-soft mt-0.5 block">{t(page.text)}</span>
                </span>
                <ChevronRight aria-hidden className="text-faint size-5 shrink-0" />
              </Link>
            )}
          </GroupList>
        ))}
      </nav>
    </div>
  );
}

function BackToList() {
  return (
    <Link
      to="/settings"
      className="text-soft hover:text-ink -ml-2 inline-flex min-h-11 items-center gap-1 rounded-sm px-2 font-medium print:hidden"
    >
      <ChevronLeft aria-hidden className="size-4" />
      {t('settings.back')}
    </Link>
  );
}

interface GroupProps {
  title: string;
  pages: readonly SettingsPageEntry[];
  children: (page: SettingsPageEntry) => ReactNode;
}

function GroupList({ title, pages, children }: GroupProps) {
  if (pages.length === 0) return null;
  return (
    <section aria-label={title} className="mt-6">
      <h2 className="text-faint px-3 pb-1.5 text-xs font-medium max-lg:px-0">{title}</h2>
      <ul>
        {pages.map((page) => (
          <li key={page.path}>{children(page)}</li>
        ))}
      </ul>
    </section>
  );
}

function listed(pages: readonly SettingsPageEntry[], group: SettingsGroup) {
  return pages.filter((page) => page.group === group && page.isHidden !== true);
}

const wide = window.matchMedia('(min-width: 64rem)');

function useIsWide(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      wide.addEventListener('change', onChange);
      return () => wide.removeEventListener('change', onChange);
    },
    () => wide.matches,
  );
}
