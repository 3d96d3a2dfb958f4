import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { ProblemNotice } from '@/components/ProblemNotice';
import {
  answerFollowUp,
  crisisStateQuery,
  reportNotSafe,
  useSayImSafe,
} from '@/features/help/api/crisisState';
import { openHelp, showHelpFor } from '@/features/help/model/helpSheet';
import { usePreferences } from '@/features/preferences/api/preferences';
import { say, t } from '@/lib/messages/companion';

type Answer = 'safe' | 'hard' | 'not_safe';

/** A day after a hard moment: how it is now, first of all; help and the plan in view whatever the answer. */
export function SafetyFollowUp({ onCheckIn }: { onCheckIn: () => void }) {
  const client = useQueryClient();
  const style = usePreferences().data?.communication_style;
  const heading = useRef<HTMLHeadingElement>(null);
  const eventId = useQuery(crisisStateQuery).data?.open_event_id ?? null;
  const sayImSafe = useSayImSafe();
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [answer]);

  const note = useMutation({
    mutationFn: async (given: Answer) => {
      if (given === 'not_safe') await reportNotSafe();
      if (given === 'safe') {
        // As it stands by now: the answer may be quicker than what the page asked for.
        const { open_event_id: open } = await client.query({ ...crisisStateQuery, staleTime: 0 });
        if (open !== null) await sayImSafe.mutateAsync(open);
      }
      return answerFollowUp();
    },
    onSuccess: (state) => client.setQueryData(crisisStateQuery.queryKey, state),
  });
  const give = (given: Answer) => {
    // Help waits for nothing, least of all for an answer to be kept.
    if (given === 'not_safe') showHelpFor(eventId);
    setAnswer(given);
    note.mutate(given);
  };
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="font-serif text-2xl font-medium tracking-tight text-balance">
        {answer === null ? say(style, 'followUp') : t(`followUp.${answer}Title`)}
      </h1>
      <p className="text-soft mt-2 max-w-[56ch] text-base">
        {t(answer === null ? 'followUp.text' : `followUp.${answer}Text`)}
      </p>
      {answer === null ? (
        <div role="group" aria-label={t('followUp.answers')} className="mt-7 flex max-w-md flex-col gap-3">
          <Button size="large" className="min-h-16! text-lg!" onPress={() => give('safe')}>
            {t('followUp.safe')}
          </Button>
          <Button size="large" className="min-h-16! text-lg!" onPress={() => give('hard')}>
            {t('followUp.hard')}
          </Button>
          <Button size="large" tone="danger" className="min-h-16! text-lg!" onPress={() => give('not_safe')}>
            {t('followUp.not_safe')}
          </Button>
        </div>
      ) : null}
      {answer !== null && note.isError ? (
        <div className="mt-5">
          <ProblemNotice
            error={note.error}
            action={<Button onPress={() => note.mutate(answer)}>{t('app.tryAgain')}</Button>}
          />
        </div>
      ) : null}
      <div className="border-line mt-8 flex flex-wrap gap-3 border-t pt-6">
        {answer === null ? null : (
          <Button tone={answer === 'safe' ? 'primary' : 'secondary'} size="large" onPress={onCheckIn}>
            {t('followUp.checkIn')}
          </Button>
        )}
        <ButtonLink to="/plan" size="large">
          {t('followUp.plan')}
        </ButtonLink>
        <Button size="large" tone="danger" onPress={openHelp}>
          {t('help.open')}
        </Button>
        {answer === null ? null : (
          <ButtonLink to="/today" tone="quiet" size="large">
            {t('followUp.later')}
          </ButtonLink>
        )}
      </div>
    </>
  );
}
