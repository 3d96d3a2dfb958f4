import { NavLink } from 'react-router';
import { t } from '@/lib/messages/t';
import { companionScreens } from './companionScreens';

/** Under the thumb on a phone, and wherever the type is too large for the words at the top. Measured in the reader's own letters. */
export function CompanionBar() {
  return (
    <nav
      aria-label={t('app.companionNavigation')}
      className="border-line bg-paper flex shrink-0 border-t pb-[env(safe-area-inset-bottom)] @min-[64rem]:hidden print:hidden"
    >
      {companionScreens.map(({ path, name, icon: Icon }) => (
        <NavLink
          key={path}
          to={path}
          className={({ isActive }) =>
            `motion-quick relative flex min-h-15 flex-1 flex-col items-center justify-center gap-1 text-xs font-medium transition-colors ${isActive ? 'text-accent-strong' : 'text-soft'}`
          }
        >
          {({ isActive }) => (
            <>
              <Icon aria-hidden className="size-5.5" strokeWidth={isActive ? 2.4 : 1.8} />
              <span className="@max-[18rem]:sr-only">{t(name)}</span>
            </>
          )}
        </NavLink>
      ))}
    </nav>
  );
}

/** Quiet words in the bar at the top of a wide screen. */
export function CompanionLinks() {
  return (
    <div className="flex items-center @max-[64rem]:hidden">
      {companionScreens.map(({ path, name }) => (
        <NavLink
          key={path}
          to={path}
          className={({ isActive }) =>
            `motion-quick inline-flex h-11 items-center rounded-sm px-3 font-medium transition-colors ${isActive ? 'text-ink' : 'text-soft hover:text-ink'}`
          }
        >
          {t(name)}
        </NavLink>
      ))}
    </div>
  );
}
