import type { ReactNode } from 'react';
import { usePageTitle } from './usePageTitle';

interface Props {
  title: string;
  text?: string | undefined;
  /** Beside the heading, e.g. whether everything is saved. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A page of settings: what it is about, then its sections. */
export function FormPage({ title, text, aside, children }: Props) {
  usePageTitle(title);
  return (
    <div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h1
          tabIndex={-1}
          className="min-w-0 font-serif text-2xl font-medium tracking-tight hyphens-auto [overflow-wrap:anywhere]"
        >
          {title}
        </h1>
        {aside}
      </div>
      {text ? <p className="text-soft mt-2 max-w-[60ch] text-base">{text}</p> : null}
      {children}
    </div>
  );
}

interface SectionProps {
  title: string;
  text?: ReactNode;
  /** Beside the heading. */
  aside?: ReactNode;
  children?: ReactNode;
}

export function FormSection({ title, text, aside, children }: SectionProps) {
  return (
    <section className="border-line mt-9 border-t pt-6 print:border-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
        {aside}
      </div>
      {text ? <p className="text-soft mt-1 max-w-[60ch] text-sm">{text}</p> : null}
      {children ? <div className="mt-4">{children}</div> : null}
    </section>
  );
}
