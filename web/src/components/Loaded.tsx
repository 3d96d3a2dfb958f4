import type { ReactNode } from 'react';
import { t } from '@/lib/messages/t';
import { Button } from './Button';
import { ProblemNotice } from './ProblemNotice';

interface Asked<Data> {
  data: Data | undefined;
  error: unknown;
  refetch: () => unknown;
}

interface Props<Data> {
  of: Asked<Data>;
  /** What is being waited for; shown only once the wait is long enough to notice. */
  waiting: string;
  children: (data: Data) => ReactNode;
}

/** What the server answered, or the wait for it, or what went wrong with a way to try again. */
export function Loaded<Data>({ of: asked, waiting, children }: Props<Data>) {
  if (asked.data !== undefined) return children(asked.data);
  if (asked.error !== null) {
    return (
      <div className="my-4">
        <ProblemNotice
          error={asked.error}
          action={<Button onPress={() => void asked.refetch()}>{t('app.tryAgain')}</Button>}
        />
      </div>
    );
  }
  return (
    <p role="status" className="animate-late text-soft py-6">
      {waiting}
    </p>
  );
}
