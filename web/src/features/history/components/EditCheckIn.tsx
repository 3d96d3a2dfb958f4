import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { showToast } from '@/components/toasts';
import { changeCheckIn, checkInsKey } from '@/features/checkins/api/checkIns';
import { DetailSections } from '@/features/checkins/components/DetailSections';
import { Journal } from '@/features/checkins/components/Journal';
import { TenScale } from '@/features/checkins/components/TenScale';
import { detailsOf, newWordsOf, replacementsOf } from '@/features/checkins/model/details';
import type { CheckIn } from '@/features/checkins/model/checkIn';
import { heedAnswer, heedProblem } from '@/features/help/model/heed';
import { useHeardWhenLeft } from '@/features/help/model/leftWords';
import { t } from '@/lib/messages/history';
import { useDeviceUser } from '@/lib/deviceStore/deviceUser';
import { checkInQuery } from '../api/history';

/** The same questions as when it was made, with what was answered. */
export function EditCheckIn({ checkIn, onDone }: { checkIn: CheckIn; onDone: () => void }) {
  const client = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  const [mood, setMood] = useState(checkIn.mood_score);
  const [energy, setEnergy] = useState(checkIn.energy_level);
  const [details, setDetails] = useState(() => detailsOf(checkIn));
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const markKept = useHeardWhenLeft(useDeviceUser(), newWordsOf(detailsOf(checkIn), details));

  const save = async () => {
    setSaving(true);
    setError(null);
    try {
      const answer = await changeCheckIn(checkIn.id, {
        ...replacementsOf(detailsOf(checkIn), details),
        ...(mood === checkIn.mood_score ? {} : { mood_score: mood }),
        ...(energy === checkIn.energy_level ? {} : { energy_level: energy }),
      });
      markKept();
      heedAnswer(answer);
      client.setQueryData(checkInQuery(checkIn.id).queryKey, answer.checkin);
      showToast({ text: t('history.changed') });
      onDone();
      await client.invalidateQueries({ queryKey: checkInsKey });
    } catch (problem) {
      heedProblem(problem);
      setError(problem);
      setSaving(false);
    }
  };
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="mt-2 font-serif text-2xl font-medium tracking-tight">
        {t('history.changeTitle')}
      </h1>
      <div className="mt-6 flex flex-col gap-6">
        <Scale kind="mood" value={mood} onChange={setMood} />
        <Scale kind="energy" value={energy} onChange={setEnergy} />
      </div>
      <DetailSections
        details={details}
        onChange={(changes) => setDetails((before) => ({ ...before, ...changes }))}
        words={
          <Journal
            text={details.journal}
            isKept={false}
            onWrite={(journal) => setDetails((before) => ({ ...before, journal }))}
          />
        }
        wordsStartOpen={details.journal !== ''}
      />
      <div className="bg-paper border-line sticky bottom-0 -mx-5 mt-2 border-t px-5 py-3">
        {error === null ? null : <ProblemNotice error={error} />}
        <div className="mt-1 flex flex-wrap gap-3">
          <Button
            tone="primary"
            size="large"
            className="max-sm:grow"
            isPending={isSaving}
            onPress={() => void save()}
          >
            {t(isSaving ? 'history.changeBusy' : 'history.changeSave')}
          </Button>
          <Button tone="quiet" size="large" onPress={onDone}>
            {t('history.changeCancel')}
          </Button>
        </div>
      </div>
    </>
  );
}

interface ScaleProps {
  kind: 'mood' | 'energy';
  value: number;
  onChange: (value: number) => void;
}

function Scale({ kind, value, onChange }: ScaleProps) {
  return (
    <div>
      <p className="mb-2 text-base font-medium">{t(`checkIn.${kind}`)}</p>
      <TenScale
        label={t(`checkIn.${kind}`)}
        kind={kind}
        low={t(`checkIn.${kind}.low`)}
        high={t(`checkIn.${kind}.high`)}
        value={value}
        onChange={onChange}
      />
    </div>
  );
}
