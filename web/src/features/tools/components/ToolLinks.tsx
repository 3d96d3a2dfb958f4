import { Link } from 'react-router';
import { t } from '@/lib/messages/tools';
import { tools } from '../model/tools';
import { useWishes } from '../model/useWishes';

const linkClass = 'text-accent-strong inline-flex min-h-11 items-center underline underline-offset-4';

/** For Today: the tools that somebody's own settings speak of by name, and the way to all of them. */
export function ToolLinks() {
  const wishes = useWishes();
  const named = wishes === null ? [] : tools.filter(({ isFor }) => isFor(wishes));
  return (
    <nav aria-label={t('tools.title')} className="border-line mt-8 border-t pt-5">
      <p className="text-soft">{t('tools.today')}</p>
      <ul className="flex flex-wrap gap-x-6">
        {named.map(({ path, name }) => (
          <li key={path}>
            <Link to={path} className={linkClass}>
              {t(name)}
            </Link>
          </li>
        ))}
        <li>
          <Link to="/tools" className={linkClass}>
            {t('tools.all')}
          </Link>
        </li>
      </ul>
    </nav>
  );
}
