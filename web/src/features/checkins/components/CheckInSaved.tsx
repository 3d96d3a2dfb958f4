import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '@/components/Button';
import { problemText } from '@/components/problemText';
import { dismissTopic, showToast } from '@/components/toasts';
import { showHelpFor } from '@/features/help/model/helpSheet';
import { usePreferences } from '@/features/preferences/api/preferences';
import { say, t } from '@/lib/messages/companion';
import { checkInsKey, deleteCheckIn, restoreCheckIn } from '../api/checkIns';
import { isHardMoment } from '../model/hardMoment';
import { savedTopic } from '../model/savedTopic';
import type { Saved } from '../model/saveCheckIn';
import { RecommendationCard } from './RecommendationCard';
import { SteadyFirst } from './SteadyFirst';

interface Props {
  saved: Saved;
  onMore: () => void;
  onRemoved: () => void;
}

/** That it is saved, and what may help; nothing more has to happen. */
export function CheckInSaved({ saved, onMore, onRemoved }: Props) {
  const navigate = useNavigate();
  const style = usePreferences().data?.communication_style;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const answer = saved.state === 'sent' ? saved.answer : null;
  const isHard = isHardMoment(saved);
  const offered = answer?.recommendations ?? [];
  const recommendations = isHard ? offered.slice(1) : offered;
  const isAsked = answer?.crisis?.response === 'offer_safety_check';
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="font-serif text-2xl font-medium tracking-tight">
        {say(style, answer ? 'done' : 'kept')}
      </h1>
      <p className="text-soft mt-2 max-w-[60ch] text-base">
        {answer
          ? say(style, 'doneText')
          : t(
              saved.state === 'kept' && !saved.lasts
                ? 'checkIn.keptWhileOpen'
                : navigator.onLine
                  ? 'checkIn.keptServer'
                  : 'checkIn.keptText',
            )}
      </p>
      {answer && saved.isMoreKept ? (
        <p className="text-soft mt-3 max-w-[60ch] text-base">{t('checkIn.moreKept')}</p>
      ) : null}
      {answer && !saved.isMoreKept ? null : (
        <p className="text-soft mt-3 max-w-[60ch] text-base">{t('checkIn.notChecked')}</p>
      )}
      {isAsked ? <SafetyQuestion eventId={answer.crisis?.event_id ?? null} /> : null}
      <div className="mt-7 flex flex-wrap items-center gap-3">
        <Button tone="primary" size="large" className="max-sm:grow" onPress={() => void navigate('/today')}>
          {t('checkIn.done')}
        </Button>
        <Button size="large" className="max-sm:grow" onPress={onMore}>
          {t('checkIn.addMore')}
        </Button>
        {answer ? (
          <RemoveButton
            id={answer.checkin.id}
            label={t(saved.said ? 'checkIn.delete' : 'checkIn.undo')}
            onRemoved={onRemoved}
          />
        ) : null}
      </div>
      {isHard ? <SteadyFirst anchor={offered[0]} /> : null}
      {recommendations.length > 0 ? (
        <section className="border-line mt-10 border-t pt-6">
          <h2 className="text-lg font-semibold tracking-tight">{say(style, 'suggestions')}</h2>
          <ul className="mt-3 flex flex-col gap-3">
            {recommendations.map((recommendation) => (
              <li key={recommendation.id}>
                <RecommendationCard recommendation={recommendation} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function SafetyQuestion({ eventId }: { eventId: string | null }) {
  const style = usePreferences().data?.communication_style;
  const [isAnswered, setAnswered] = useState(false);
  return (
    <section aria-live="polite" className="border-line bg-raised mt-6 rounded-lg border p-5">
      {isAnswered ? (
        <p className="text-base">{t('checkIn.safeAnswer')}</p>
      ) : (
        <>
          <p className="text-lg font-medium">{say(style, 'safetyCheck')}</p>
          <div className="mt-4 flex flex-wrap gap-3">
            <Button size="large" onPress={() => setAnswered(true)}>
              {t('checkIn.safeYes')}
            </Button>
            <Button size="large" tone="danger" onPress={() => showHelpFor(eventId)}>
              {t('checkIn.safeNo')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

/** Takes the check-in back, and offers to bring it back again. */
function RemoveButton({ id, label, onRemoved }: { id: string; label: string; onRemoved: () => void }) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: checkInsKey });
  const tell = (error: unknown) => showToast({ text: problemText(error).title });
  const remove = async () => {
    await deleteCheckIn(id);
    dismissTopic(savedTopic);
    showToast({
      text: t('checkIn.removed'),
      action: {
        label: t('checkIn.bringBack'),
        onPress: () => void restoreCheckIn(id).then(refresh).catch(tell),
      },
    });
    await refresh();
    onRemoved();
  };
  return (
    <Button tone="quiet" size="large" className="max-sm:w-full" onPress={() => void remove().catch(tell)}>
      {label}
    </Button>
  );
}
