import { ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import { usePageTitle } from '@/components/usePageTitle';
import { t } from '@/lib/messages/tools';
import { tools, type Tool } from '../model/tools';

/** All tools, one in a line. It asks the server for nothing: it is there at once and with no network. */
export function ToolsPage() {
  usePageTitle(t('tools.title'));
  return (
    <div className="mx-auto w-full max-w-[42rem] px-5 pt-8 pb-16">
      <h1 tabIndex={-1} className="font-serif text-2xl font-medium tracking-tight">
        {t('tools.title')}
      </h1>
      <p className="text-soft mt-1 text-base">{t('tools.lead')}</p>
      <ul className="border-line mt-6 border-t">
        {tools.map((tool) => (
          <li key={tool.path} className="border-line border-b">
            <ToolLine tool={tool} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function ToolLine({ tool: { path, name, text, icon: Icon } }: { tool: Tool }) {
  return (
    <Link
      to={path}
      className="group hover:bg-hover motion-quick -mx-3 flex min-h-18 items-center gap-4 rounded-sm px-3 py-3 transition-colors"
    >
      <Icon aria-hidden className="text-accent-strong size-6 shrink-0" strokeWidth={1.8} />
      <span className="min-w-0 flex-1">
        <span className="block text-lg leading-snug font-medium">{t(name)}</span>
        <span className="text-soft mt-0.5 block text-base">{t(text)}</span>
      </span>
      <ChevronRight aria-hidden className="text-faint size-5 shrink-0" />
    </Link>
  );
}
