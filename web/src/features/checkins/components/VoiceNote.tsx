import { Mic, Square } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { Button } from '@/components/Button';
import { t } from '@/lib/messages/companion';
import { useRecorder } from '../model/useRecorder';

/** Something said instead of written. */
export function VoiceNote({ onChange }: { onChange: (sound: Blob | null) => void }) {
  const { state, sound, seconds, start, stop, discard } = useRecorder();
  useEffect(() => onChange(sound), [sound, onChange]);
  if (state === 'unsupported') return <p className="text-soft">{t('voice.none')}</p>;
  return (
    <div>
      <p className="mb-2 text-base font-medium">{t('more.voice')}</p>
      <div className="flex flex-wrap items-center gap-3">
        {state === 'recording' ? (
          <Button size="touch" onPress={stop}>
            <Square aria-hidden className="size-4" />
            {t('voice.stop')}
          </Button>
        ) : (
          <Button size="touch" onPress={() => void start()}>
            <Mic aria-hidden className="size-4" />
            {t(sound ? 'voice.again' : 'voice.record')}
          </Button>
        )}
        {state === 'recording' ? (
          <span className="text-soft numeric">{t('voice.recording', { seconds })}</span>
        ) : null}
        {sound ? (
          <Button tone="quiet" size="touch" onPress={discard}>
            {t('voice.delete')}
          </Button>
        ) : null}
      </div>
      {sound ? <Playback sound={sound} /> : null}
      {sound ? <p className="text-soft mt-2">{t('voice.unheard')}</p> : null}
      <p role="status" className="text-soft mt-2">
        {state === 'ready' ? t('voice.ready') : state === 'refused' ? t('voice.refused') : ''}
      </p>
    </div>
  );
}

function Playback({ sound }: { sound: Blob }) {
  const address = useMemo(() => URL.createObjectURL(sound), [sound]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  // What the person has just said themselves needs no captions.
  return <audio controls src={address} aria-label={t('more.voice')} className="mt-3 w-full max-w-md" />;
}
