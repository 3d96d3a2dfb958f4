import { Link, NavLink, useLocation } from 'react-router';
import { t } from '@/lib/messages/t';
import { companionScreens, phoneScreenAt, phoneScreens } from './companionScreens';

/** Under the thumb on a phone, and wherever the type is too large for the words at the top. Measured in the reader's own letters. */
export function CompanionBar() {
  const { pathname } = useLocation();
  const current = phoneScreenAt(pathname);
  return (
    <nav
      aria-label={t('app.companionNavigation')}
      className="frame-room border-line bg-paper flex shrink-0 border-t pb-[env(safe-area-inset-bottom)] @min-[70rem]:hidden print:hidden"
    >
      {phoneScreens.map(({ path, name, icon: Icon }) => {
        const isCurrent = path === current;
        return (
          <Link
            key={path}
            to={path}
            aria-current={pathname === path ? 'page' : isCurrent ? 'true' : undefined}
            className={`motion-quick relative flex min-h-15 min-w-0 flex-1 flex-col items-center justify-center gap-1 font-medium transition-colors after:absolute after:inset-x-[28%] after:top-0 after:h-0.5 ${isCurrent ? 'text-accent-strong after:bg-accent' : 'text-soft'}`}
          >
            <Icon aria-hidden className="size-5.5" strokeWidth={isCurrent ? 2.4 : 1.8} />
            {/* As large as five words fit side by side: an icon alone would say less. */}
            <span className="text-[min(var(--text-xs),calc(var(--letters-in-row)*1cqw))] leading-tight">
              {t(name)}
            </span>
          </Link>
        );
      })}
    </nav>
  );
}

/** Quiet words in the bar at the top of a wide screen. */
export function CompanionLinks() {
  return (
    <div className="flex items-center @max-[70rem]:hidden">
      {companionScreens.map(({ path, name }) => (
        <NavLink
          key={path}
          to={path}
          className={({ isActive }) =>
            `motion-quick inline-flex h-11 items-center rounded-sm px-3 font-medium transition-colors ${isActive ? 'text-ink underline decoration-accent decoration-2 underline-offset-8' : 'text-soft hover:text-ink'}`
          }
        >
          {t(name)}
        </NavLink>
      ))}
    </div>
  );
}
