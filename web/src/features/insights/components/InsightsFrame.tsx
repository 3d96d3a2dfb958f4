import { CalendarDays } from 'lucide-react';
import { NavLink, Outlet } from 'react-router';
import { ButtonLink } from '@/components/ButtonLink';
import { usePageTitle } from '@/components/usePageTitle';
import { t } from '@/lib/messages/insights';

const views = [
  { to: '/insights', name: 'insights.week' },
  { to: '/insights/patterns', name: 'insights.patterns' },
  { to: '/insights/questionnaires', name: 'insights.questionnaires' },
] as const;

/** What the check-ins tell together. */
export function InsightsFrame() {
  usePageTitle(t('insights.title'));
  return (
    <div className="mx-auto w-full max-w-[46rem] px-5 pt-8 pb-24">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <h1 tabIndex={-1} className="font-serif text-2xl font-medium tracking-tight">
          {t('insights.title')}
        </h1>
        <ButtonLink to="/history" tone="quiet" size="touch" className="-mr-4">
          <CalendarDays aria-hidden className="size-4" />
          {t('insights.history')}
        </ButtonLink>
      </div>
      <nav aria-label={t('insights.views')} className="border-line mt-3 flex flex-wrap gap-x-1 border-b">
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
