import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { showToast } from '@/components/toasts';
import { usePreferences } from '@/features/preferences/api/preferences';
import { say, t } from '@/lib/messages/companion';
import { checkInsKey, putVoiceNote } from '../api/checkIns';
import type { ChangedCheckIn } from '../model/checkIn';
import { changesOf, isEmpty, noDetails, type Details } from '../model/details';
import { saveDetails, type Saved } from '../model/saveCheckIn';
import { useJournalDraft } from '../model/useJournalDraft';
import { DetailSections } from './DetailSections';
import { Journal } from './Journal';
import { VoiceNote } from './VoiceNote';

interface Props {
  saved: Saved;
  userId: string;
  onDone: (saved: Saved) => void;
}

/** Everything one may add to a check-in. */
export function AddMore({ saved, userId, onDone }: Props) {
  const client = useQueryClient();
  const preferences = usePreferences().data;
  const heading = useRef<HTMLHeadingElement>(null);
  const [details, setDetails] = useState<Details>(noDetails);
  const [sound, setSound] = useState<Blob | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const draft = useJournalDraft(userId, 'journal');
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);

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
      <DetailSections
        details={details}
        onChange={(changes) => setDetails((before) => ({ ...before, ...changes }))}
        words={
          <>
            <Journal text={draft.text} isKept={draft.isKept} onWrite={draft.write} />
            <VoiceNote onChange={setSound} />
          </>
        }
        wordsStartOpen={draft.isKept}
      />
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
