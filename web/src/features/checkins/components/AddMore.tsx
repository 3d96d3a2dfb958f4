import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { showToast } from '@/components/toasts';
import { useHeardWhenLeft } from '@/features/help/model/leftWords';
import { usePreferences } from '@/features/preferences/api/preferences';
import { say, t } from '@/lib/messages/companion';
import { checkInsKey, putVoiceNote } from '../api/checkIns';
import type { ChangedCheckIn } from '../model/checkIn';
import { changesOf, isEmpty, newWordsOf, noDetails, replacementsOf, type Details } from '../model/details';
import { savedTopic } from '../model/savedTopic';
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
  const before = saved.said ?? noDetails;
  const [details, setDetails] = useState<Details>(before);
  const [isWordsOpen, setWordsOpen] = useState<boolean | null>(null);
  const [sound, setSound] = useState<Blob | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const draft = useJournalDraft(userId, 'journal', before.journal);
  const areWordsShown = isWordsOpen ?? (draft.isFound || before.journal !== '');
  // Words of another time go into this check-in only where they are in view.
  const areLeftOut = draft.isFromBefore && !areWordsShown;
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const markKept = useHeardWhenLeft(userId, newWordsOf(before, { ...details, journal: draft.text }));

  const save = async () => {
    setSaving(true);
    setError(null);
    try {
      const now = { ...details, journal: areLeftOut ? before.journal : draft.text };
      const changes = {
        ...(saved.isMoreKept ? changesOf(before) : {}),
        ...replacementsOf(before, now),
      };
      let result = saved;
      if (!isEmpty(changes) || sound) {
        const kept = await saveDetails(userId, saved, changes);
        result = {
          ...(kept.answer ? withAnswer(saved, kept.answer) : { ...saved, isMoreKept: true }),
          said: now,
        };
        markKept();
        if (!areLeftOut) await draft.clear();
        if (sound) await sendVoice(kept.checkInId, kept.isKept, sound);
        else if (!kept.isKept) showToast({ text: t('checkIn.savedMore'), topic: savedTopic });
        await client.invalidateQueries({ queryKey: checkInsKey });
      }
      onDone(result);
    } catch (problem) {
      setError(problem);
      setSaving(false);
    }
  };

  const removeWords = () => {
    const words = draft.text;
    draft.discard();
    showToast({
      text: t('more.wordsRemoved'),
      action: { label: t('checkIn.bringBack'), onPress: () => draft.write(words) },
    });
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
            {draft.isFromBefore ? <WordsFromBefore onRemove={removeWords} /> : null}
            <Journal text={draft.text} isKept={draft.isKept} onWrite={draft.write} />
            <VoiceNote onChange={setSound} />
          </>
        }
        wordsSection={{
          isOpen: areWordsShown,
          onOpenChange: setWordsOpen,
          summary: areWordsShown ? '' : areLeftOut ? t('more.wordsLeftOut') : draft.text,
        }}
      />
      <div className="bg-paper border-line sticky bottom-0 -mx-5 mt-2 border-t px-5 py-3 @max-[17rem]:py-1.5">
        {error === null ? null : <ProblemNotice error={error} />}
        <div className="frame-room mt-1 flex gap-3">
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

/** Written at another time and never saved: said so, and easily left. */
function WordsFromBefore({ onRemove }: { onRemove: () => void }) {
  return (
    <div className="bg-sunken mb-3 flex flex-col items-start gap-1 rounded-lg px-4 py-3">
      <p className="max-w-[60ch] text-base">{t('more.wordsFromBefore')}</p>
      <Button tone="quiet" size="touch" className="-ml-4" onPress={onRemove}>
        {t('more.wordsRemove')}
      </Button>
    </div>
  );
}

/** What was recommended stays, unless it has become a hard moment: that is answered with what steadies. */
function withAnswer(saved: Saved, answer: ChangedCheckIn): Saved {
  const before = saved.state === 'sent' ? saved.answer.recommendations : [];
  const recommendations = answer.is_hard_moment ? answer.recommendations : before;
  return { state: 'sent', body: saved.body, answer: { ...answer, recommendations } };
}

async function sendVoice(checkInId: string | null, isKept: boolean, sound: Blob): Promise<void> {
  if (checkInId === null || isKept) {
    showToast({ text: t('voice.offline') });
    return;
  }
  await putVoiceNote(checkInId, sound)
    .then(() => showToast({ text: t('voice.sent'), topic: savedTopic }))
    .catch(() => showToast({ text: t('voice.notSent') }));
}
