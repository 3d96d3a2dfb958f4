import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { isProblem } from '@/lib/api/problem';
import { problemText } from './problemText';

/** A failure where it happened: what happened, what is safe, the next step. */
export function ProblemNotice({ error, action }: { error: unknown; action?: ReactNode }) {
  if (isProblem(error, 'cancelled')) return null;
  const { title, advice } = problemText(error);
  return (
    // Not red: red is for danger and for help, and a page that does not open is neither.
    <div
      role="alert"
      className="bg-firefly-soft flex flex-wrap items-start gap-x-3 gap-y-2.5 rounded-sm px-3.5 py-3"
    >
      <div className="flex min-w-0 flex-1 basis-52 items-start gap-3">
        <CircleAlert aria-hidden className="text-firefly-ink mt-0.5 size-4 shrink-0" />
        <div className="min-w-0">
          <p className="text-ink font-medium">{title}</p>
          {advice ? <p className="text-soft mt-0.5">{advice}</p> : null}
        </div>
      </div>
      {action}
    </div>
  );
}
