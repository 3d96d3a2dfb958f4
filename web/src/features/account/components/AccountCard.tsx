import type { ReactNode } from 'react';
import { Mark } from '@/components/Wordmark';

/** The quiet middle of the page where someone signs in or registers. */
export function AccountCard({ title, text, children, footer }: Props) {
  return (
    <div className="mx-auto flex w-full max-w-[25rem] flex-col px-5 pt-[max(2.5rem,9dvh)] pb-16">
      <Mark className="size-9" />
      <h1 tabIndex={-1} className="mt-5 font-serif text-2xl font-medium tracking-tight">
        {title}
      </h1>
      {text ? <p className="text-soft mt-1.5 text-base">{text}</p> : null}
      <div className="mt-7">{children}</div>
      {footer ? <div className="text-soft border-line mt-8 border-t pt-5">{footer}</div> : null}
    </div>
  );
}

interface Props {
  title: string;
  text?: string;
  children: ReactNode;
  footer?: ReactNode;
}
