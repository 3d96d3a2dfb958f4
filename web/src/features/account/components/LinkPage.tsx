import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ButtonLink';
import { PlainPage } from '@/components/PlainPage';
import { ProblemNotice } from '@/components/ProblemNotice';
import { ProgressLine } from '@/components/ProgressLine';
import { isProblem } from '@/lib/api/problem';
import { t } from '@/lib/messages/signIn';

/** A link from a letter that the server no longer takes, or one that was cut short on the way. */
export function BrokenLink({ children }: { children?: ReactNode }) {
  return (
    <PlainPage title={t('signIn.linkBroken')} text={t('signIn.linkBrokenText')}>
      {children ?? (
        <ButtonLink to="/" tone="primary" size="large">
          {t('signIn.goOn')}
        </ButtonLink>
      )}
    </PlainPage>
  );
}

interface Props {
  busyText: string;
  isPending: boolean;
  error: unknown;
  onBroken?: ReactNode;
  children: ReactNode;
}

/** Does what the link is for without a further press, and says how it went. */
export function LinkPage({ busyText, isPending, error, onBroken, children }: Props) {
  if (isPending) {
    return (
      <PlainPage title={busyText}>
        <ProgressLine label={busyText} className="animate-late w-full max-w-60" />
      </PlainPage>
    );
  }
  if (isProblem(error) && error.status >= 400 && error.status < 500 && error.status !== 429) {
    return <BrokenLink>{onBroken}</BrokenLink>;
  }
  if (error) {
    return (
      <PlainPage title={busyText}>
        <div className="w-full">
          <ProblemNotice error={error} />
        </div>
      </PlainPage>
    );
  }
  return children;
}
