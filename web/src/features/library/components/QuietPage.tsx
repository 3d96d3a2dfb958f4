import { useEffect, useRef, type ReactNode } from 'react';

interface Props {
  title: string;
  text?: string;
  children: ReactNode;
}

/** A screen of the same page that takes the place of another: it is read out as it comes. */
export function QuietPage({ title, text, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="animate-arrive mx-auto flex min-h-full w-full max-w-[46rem] flex-col px-5 pt-[max(1.5rem,8dvh)] pb-10">
      <h1 ref={heading} tabIndex={-1} className="font-serif text-2xl font-medium tracking-tight">
        {title}
      </h1>
      {text === undefined ? null : <p className="text-soft mt-2 text-base">{text}</p>}
      <div className="mt-7">{children}</div>
    </div>
  );
}
