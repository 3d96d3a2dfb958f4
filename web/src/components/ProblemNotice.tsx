import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { isProblem } from '@/lib/api/problem';
import { problemText } from './problemText';

/** A failure where it happened: what happened, what is safe, the next step. */
export function ProblemNotice({ error, action }: { error: unknown; action?: ReactNode }) {
  if (isProblem(error, 'cancelled')) return null;
  const { title, advice } = problemText(error);
  return (
    <div role="alert" className="bg-danger-soft flex items-start gap-3 rounded-sm px-3.5 py-3">
      <CircleAlert aria-hidden className="text-danger mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="text-ink font-medium">{title}</p>
        {advice ? <p className="text-soft mt-0.5">{advice}</p> : null}
      </div>
      {action}
    </div>
  );
}
