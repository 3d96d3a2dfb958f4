import { FileUp } from 'lucide-react';
import { NavLink, Outlet } from 'react-router';
import { ButtonLink } from '@/components/ButtonLink';
import { usePageTitle } from '@/components/usePageTitle';
import { t } from '@/lib/messages/history';

const views = [
  { to: '/history', name: 'history.list' },
  { to: '/history/calendar', name: 'history.calendar' },
  { to: '/history/charts', name: 'history.charts' },
] as const;

/** The same check-ins in three ways. */
export function HistoryFrame() {
  usePageTitle(t('history.title'));
  return (
    <div className="mx-auto w-full max-w-[60rem] px-5 pt-8 pb-24">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <h1 tabIndex={-1} className="font-serif text-2xl font-medium tracking-tight">
          {t('history.title')}
        </h1>
        <ButtonLink to="/history/import" tone="quiet" size="touch" className="-mr-4">
          <FileUp aria-hidden className="size-4" />
          {t('history.import')}
        </ButtonLink>
      </div>
      <nav aria-label={t('history.views')} className="border-line mt-3 flex flex-wrap gap-x-1 border-b">
        {views.map(({ to, name }) => (
          <NavLink
            key={to}
            to={to}
            end
            className={({ isActive }) =>
              `motion-quick -mb-px inline-flex min-h-11 items-center border-b-2 px-3 text-base font-medium transition-colors first:-ml-3 ${isActive ? 'border-accent text-ink' : 'text-soft hover:text-ink border-transparent'}`
            }
          >
            {t(name)}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </div>
  );
}
