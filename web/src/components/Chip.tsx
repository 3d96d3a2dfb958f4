import type { ReactNode } from 'react';

export type ChipTone = 'plain' | 'good' | 'attention' | 'danger';

const tones: Record<ChipTone, string> = {
  plain: 'bg-hover text-soft',
  good: 'bg-accent-soft text-accent-strong',
  attention: 'bg-firefly-soft text-firefly-ink',
  danger: 'bg-danger-soft text-danger',
};

/** A state in one or two words; the words carry it, the tone only repeats it. */
export function Chip({ tone = 'plain', children }: { tone?: ChipTone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex h-5.5 items-center rounded-full px-2.5 text-xs font-medium whitespace-nowrap ${tones[tone]}`}
    >
      {children}
    </span>
  );
}
