import { t } from '@/lib/messages/t';

const tones: Partial<Record<string, string>> = {
  A: 'bg-accent text-on-accent',
  B: 'bg-accent-soft text-accent-strong',
  C: 'bg-firefly-soft text-firefly-ink',
  D: 'border border-firefly-ink text-firefly-ink',
  F: 'border border-danger text-danger',
};

/** The grade of a recording, or a dash where there is none; the letter carries the meaning, the tone only repeats it. */
export function GradeBadge({ grade, size = 'small' }: { grade: string | null; size?: 'small' | 'large' }) {
  return (
    <span
      role="img"
      aria-label={grade === null ? t('recordings.gradeNone') : t('recordings.grade', { grade })}
      className={`grid shrink-0 place-items-center font-semibold ${size === 'small' ? 'size-7 rounded-sm text-sm' : 'size-14 rounded-lg font-serif text-2xl'} ${tones[grade ?? ''] ?? 'bg-hover text-ink'}`}
    >
      {grade ?? '–'}
    </span>
  );
}
