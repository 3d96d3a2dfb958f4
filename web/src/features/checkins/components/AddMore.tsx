import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/Button';
import { NumberStepper } from '@/components/NumberStepper';
import { ProblemNotice } from '@/components/ProblemNotice';
import { showToast } from '@/components/toasts';
import { usePreferences } from '@/features/preferences/api/preferences';
import { say, t } from '@/lib/messages/companion';
import { checkInsKey, putVoiceNote } from '../api/checkIns';
import { bodyAreas, emotions, type ChangedCheckIn } from '../model/checkIn';
import { changesOf, isEmpty, noDetails, type Details } from '../model/details';
import { saveDetails, type Saved } from '../model/saveCheckIn';
import { useAsked } from '../model/useAsked';
import { useJournalDraft } from '../model/useJournalDraft';
import { Around } from './Around';
import { BodyScan } from './BodyScan';
import { Factors } from './Factors';
import { Feelings } from './Feelings';
import { Journal } from './Journal';
import { Levels } from './Levels';
import { MoreSection } from './MoreSection';
import { VoiceNote } from './VoiceNote';

interface Props {
  saved: Saved;
  userId: string;
  onDone: (saved: Saved) => void;
}

const usualSleepHours = 7;

/** Everything one may add to a check-in, each topic one line until it is opened. */
export function AddMore({ saved, userId, onDone }: Props) {
  const client = useQueryClient();
  const preferences = usePreferences().data;
  const asked = useAsked();
  const heading = useRef<HTMLHeadingElement>(null);
  const [details, setDetails] = useState<Details>(noDetails);
  const [sound, setSound] = useState<Blob | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const draft = useJournalDraft(userId, 'journal');
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const change = (changes: Partial<Details>) => setDetails((before) => ({ ...before, ...changes }));

  const save = async () => {
    setSaving(true);
    setError(null);
    try {
      const changes = changesOf({ ...details, journal: draft.text });
      let result = saved;
      if (!isEmpty(changes) || sound) {
        const kept = await saveDetails(userId, saved, changes);
        result = kept.answer ? withAnswer(saved, kept.answer) : { ...saved, isMoreKept: true };
        await draft.clear();
        if (sound) await sendVoice(kept.checkInId, kept.isKept, sound);
        else if (!kept.isKept) showToast({ text: t('checkIn.savedMore') });
        await client.invalidateQueries({ queryKey: checkInsKey });
      }
      onDone(result);
    } catch (problem) {
      setError(problem);
      setSaving(false);
    }
  };

  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="font-serif text-2xl font-medium tracking-tight">
        {say(preferences?.communication_style, 'more')}
      </h1>
      <p className="text-soft mt-2 text-base">{say(preferences?.communication_style, 'moreText')}</p>
      <div className="border-line mt-6 border-t">
        <MoreSection
          title={t('more.feelings')}
          text={t('more.feelingsText')}
          summary={details.emotions.map(nameOf).join(', ')}
          startsOpen
        >
          <Feelings
            chosen={details.emotions}
            onChange={(emotions) => change({ emotions })}
            helpLevel={preferences?.emotion_scaffolding_level ?? 1}
          />
        </MoreSection>
        <MoreSection title={t('more.words')} text={t('more.wordsText')} startsOpen={draft.isKept}>
          <Journal text={draft.text} isKept={draft.isKept} onWrite={draft.write} />
          <VoiceNote onChange={setSound} />
        </MoreSection>
        <MoreSection title={t('more.levels')}>
          <Levels names={['anxiety', 'stress']} details={details} onChange={change} />
        </MoreSection>
        {asked.length > 0 ? (
          <MoreSection title={t('more.senses')}>
            <Levels names={asked} details={details} onChange={change} />
          </MoreSection>
        ) : null}
        <MoreSection
          title={t('more.body')}
          text={t('more.bodyText')}
          summary={Object.keys(details.body).map(areaName).join(', ')}
        >
          <BodyScan tensions={details.body} onChange={(body) => change({ body })} />
        </MoreSection>
        <MoreSection title={t('more.around')}>
          <Around details={details} onChange={change} />
        </MoreSection>
        <MoreSection title={t('more.sleep')}>
          <Sleep hours={details.sleepHours} onChange={(sleepHours) => change({ sleepHours })} />
        </MoreSection>
        <MoreSection
          title={t('more.factors')}
          text={t('more.factorsText')}
          summary={details.factors.map(({ name, rating }) => `${name} ${rating}`).join(', ')}
        >
          <Factors factors={details.factors} onChange={(factors) => change({ factors })} />
        </MoreSection>
      </div>
      <div className="bg-paper border-line sticky bottom-0 -mx-5 mt-2 border-t px-5 py-3">
        {error === null ? null : <ProblemNotice error={error} />}
        <div className="mt-1 flex gap-3">
          <Button
            tone="primary"
            size="large"
            className="max-sm:grow"
            isPending={isSaving}
            onPress={() => void save()}
          >
            {isSaving ? t('checkIn.saving') : t('checkIn.save')}
          </Button>
          <Button tone="quiet" size="large" onPress={() => onDone(saved)}>
            {t('checkIn.back')}
          </Button>
        </div>
      </div>
    </>
  );
}

/** What was recommended stays; a change is not answered with new actions. */
function withAnswer(saved: Saved, answer: ChangedCheckIn): Saved {
  const recommendations = saved.state === 'sent' ? saved.answer.recommendations : [];
  return { state: 'sent', body: saved.body, answer: { ...answer, recommendations } };
}

async function sendVoice(checkInId: string | null, isKept: boolean, sound: Blob): Promise<void> {
  if (checkInId === null || isKept) {
    showToast({ text: t('voice.offline') });
    return;
  }
  await putVoiceNote(checkInId, sound)
    .then(() => showToast({ text: t('voice.sent') }))
    .catch(() => showToast({ text: t('voice.notSent') }));
}

function Sleep({ hours, onChange }: { hours: number | null; onChange: (hours: number | null) => void }) {
  if (hours === null) {
    return (
      <Button size="touch" onPress={() => onChange(usualSleepHours)}>
        {t('more.sleepHours')}
      </Button>
    );
  }
  return (
    <div className="max-w-md">
      <NumberStepper
        label={t('more.sleepHours')}
        value={hours}
        minValue={0}
        maxValue={24}
        step={0.5}
        onChange={onChange}
      />
      <Button tone="quiet" size="touch" className="-ml-4" onPress={() => onChange(null)}>
        {t('more.clear')}
      </Button>
    </div>
  );
}

function nameOf(word: string): string {
  const known = emotions.find((emotion) => emotion === word);
  return known ? t(`emotion.${known}`) : word;
}

function areaName(area: string): string {
  const known = bodyAreas.find((name) => name === area);
  return known ? t(`area.${known}`) : area;
}
