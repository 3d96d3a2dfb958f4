import type { LucideIcon } from 'lucide-react';
import { Link } from 'react-router';

interface Props {
  to: string;
  icon: LucideIcon;
  name: string;
  text: string;
  className?: string;
}

/** A quiet way to another screen, that says what is there. */
export function TileLink({ to, icon: Icon, name, text, className = '' }: Props) {
  return (
    <Link
      to={to}
      className={`border-line hover:bg-hover motion-quick flex min-h-16 min-w-0 flex-col justify-center rounded-lg border px-4 py-3 no-underline transition-colors ${className}`}
    >
      <span className="flex items-center gap-2 text-base font-medium">
        <Icon aria-hidden className="text-accent-strong size-4.5 shrink-0" />
        {name}
      </span>{' '}
      <span className="text-soft mt-0.5 text-sm">{text}</span>
    </Link>
  );
}
