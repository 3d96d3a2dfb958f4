import { useQueryClient } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { showToast } from '@/components/toasts';
import { checkInsKey } from '@/features/checkins/api/checkIns';
import { t } from '@/lib/messages/history';
import { removeVoiceNote, voiceNoteOf } from '../api/history';

/** Fetched when it is to be heard, and not before. */
export function VoicePlayback({ checkInId }: { checkInId: string }) {
  const client = useQueryClient();
  const [sound, setSound] = useState<Blob | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const attempt = (work: Promise<void>) => {
    setBusy(true);
    setError(null);
    work.catch(setError).finally(() => setBusy(false));
  };
  const remove = async () => {
    await removeVoiceNote(checkInId);
    showToast({ text: t('history.voiceRemoved') });
    await client.invalidateQueries({ queryKey: checkInsKey });
  };
  return (
    <div>
      {error === null ? null : <ProblemNotice error={error} />}
      <div className="flex flex-wrap items-center gap-3">
        {sound ? (
          <Playback sound={sound} />
        ) : (
          <Button
            size="large"
            isPending={isBusy}
            onPress={() => attempt(voiceNoteOf(checkInId).then(setSound))}
          >
            <Play aria-hidden className="size-4" />
            {t(isBusy ? 'history.voiceLoading' : 'history.voicePlay')}
          </Button>
        )}
        {isAsked ? null : (
          <Button tone="quiet" size="large" onPress={() => setAsked(true)}>
            {t('history.voiceRemove')}
          </Button>
        )}
      </div>
      {/* The one thing here that nothing brings back: it is asked for twice. */}
      {isAsked ? (
        <div role="group" aria-label={t('history.voiceRemove')} className="mt-3">
          <p className="text-base">{t('history.voiceRemoveText')}</p>
          <div className="mt-2 flex flex-wrap gap-3">
            <Button tone="danger" size="large" isPending={isBusy} onPress={() => attempt(remove())}>
              {t('history.voiceRemoveSure')}
            </Button>
            <Button size="large" onPress={() => setAsked(false)}>
              {t('history.voiceKeep')}
            </Button>
          </div>
        </div>
      ) : null}
    </div>
  );
}

function Playback({ sound }: { sound: Blob }) {
  const address = useMemo(() => URL.createObjectURL(sound), [sound]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  // What the person said themselves needs no captions.
  return <audio controls src={address} aria-label={t('history.voiceTitle')} className="w-full max-w-md" />;
}
