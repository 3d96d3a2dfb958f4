import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ButtonLink';
import { usePageTitle } from '@/components/usePageTitle';
import { t } from '@/lib/messages/tools';

/** The frame of one tool: the way back, its name, and a line that says what it does. */
export function ToolPage({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  usePageTitle(title);
  return (
    <div className="mx-auto w-full max-w-[42rem] px-5 pt-5 pb-16">
      <ButtonLink to="/tools" tone="quiet" size="touch" className="-ml-4 print:hidden">
        <ChevronLeft aria-hidden className="size-4.5" />
        {t('tools.title')}
      </ButtonLink>
      <h1 tabIndex={-1} className="mt-2 font-serif text-2xl font-medium tracking-tight text-balance">
        {title}
      </h1>
      {lead ? <p className="text-soft mt-1 max-w-[60ch] text-base">{lead}</p> : null}
      {children}
    </div>
  );
}
