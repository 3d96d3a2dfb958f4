import { t } from '@/lib/messages/t';

/** The sign: a trace that settles, and one firefly. */
export function Mark({ className = 'size-6' }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" fill="none" aria-hidden="true" className={className}>
      <path
        d="M3 18.5c2.2 0 2.6-9 4.9-9s2.6 14 4.9 14 2.5-9.5 4.6-9.5 2.2 6 4 6 1.9-3 3.4-3H29"
        stroke="var(--accent)"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="24.5" cy="9.5" r="2.4" fill="var(--firefly)" />
    </svg>
  );
}

/** The sign alone where large type leaves no room for the name. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2">
      <Mark />
      <span className="text-ink @max-[21rem]:hidden font-serif text-[1.1875rem] leading-none font-medium tracking-tight">
        {t('app.name')}
      </span>
    </span>
  );
}
