import { useMutation } from '@tanstack/react-query';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { ProblemNotice } from '@/components/ProblemNotice';
import { useServerStatus } from '@/features/account/api/getStatus';
import { isProblem } from '@/lib/api/problem';
import { t } from '@/lib/messages/insights';
import { rephraseWeek } from '../api/insights';

interface Props {
  text: string;
  /** Its Monday. */
  weekOf: string;
}

/** The week in words, and in other words where the server has a service for that and its person agreed. */
export function WordsOfWeek({ text, weekOf }: Props) {
  const hasService = useServerStatus().data?.wording_enabled === true;
  const other = useMutation({ mutationFn: () => rephraseWeek(weekOf) });
  const needsConsent = isProblem(other.error, 'consent-needed');
  return (
    <>
      <p className="max-w-[58ch] font-serif text-lg leading-relaxed" aria-live="polite">
        {other.data ?? text}
      </p>
      {hasService ? (
        <div className="mt-3 flex flex-col items-start gap-2">
          {needsConsent ? (
            <>
              <p className="text-soft max-w-[58ch]">{t('insights.wordingConsent')}</p>
              <ButtonLink to="/settings/consents" size="touch">
                {t('insights.toConsents')}
              </ButtonLink>
            </>
          ) : isProblem(other.error, 'no-other-words') ? (
            <p role="status" className="text-soft">
              {t('insights.noOtherWords')}
            </p>
          ) : other.isError ? (
            <ProblemNotice error={other.error} />
          ) : null}
          {other.data === undefined ? (
            <Button tone="quiet" size="touch" isPending={other.isPending} onPress={() => other.mutate()}>
              {t('insights.otherWords')}
            </Button>
          ) : (
            <Button tone="quiet" size="touch" onPress={() => other.reset()}>
              {t('insights.firstWords')}
            </Button>
          )}
        </div>
      ) : null}
    </>
  );
}
