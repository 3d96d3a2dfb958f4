import { Link } from 'react-router';
import { t } from '@/lib/messages/tools';
import { tools } from '../model/tools';
import { useWishes } from '../model/useWishes';

/** For Today: the tools that somebody's own settings speak of, by name. */
export function ToolLinks() {
  const wishes = useWishes();
  const named = wishes === null ? [] : tools.filter(({ isFor }) => isFor(wishes));
  if (named.length === 0) return null;
  return (
    <nav aria-label={t('tools.today')} className="border-line mt-8 border-t pt-5">
      <p className="text-soft">{t('tools.today')}</p>
      <ul className="flex flex-wrap gap-x-6">
        {named.map(({ path, name }) => (
          <li key={path}>
            <Link
              to={path}
              className="text-accent-strong inline-flex min-h-11 items-center underline underline-offset-4"
            >
              {t(name)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
