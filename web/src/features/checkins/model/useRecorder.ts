import { useEffect, useRef, useState } from 'react';

export type RecorderState = 'idle' | 'recording' | 'ready' | 'refused' | 'unsupported';

const types = ['audio/webm', 'audio/mp4', 'audio/ogg'] as const;
/** Well under the server's limit at the bit rates browsers choose. */
const longestSeconds = 600;

/** Records from the microphone, with the person's leave; the sound stays in this page until it is sent. */
export function useRecorder() {
  const isSupported = typeof MediaRecorder !== 'undefined' && 'mediaDevices' in navigator;
  const [state, setState] = useState<RecorderState>(isSupported ? 'idle' : 'unsupported');
  const [sound, setSound] = useState<Blob | null>(null);
  const [seconds, setSeconds] = useState(0);
  const recorder = useRef<MediaRecorder | null>(null);

  useEffect(() => () => release(recorder.current), []);
  useEffect(() => {
    if (state !== 'recording') return;
    const timer = setInterval(() => setSeconds((passed) => passed + 1), 1000);
    return () => clearInterval(timer);
  }, [state]);
  useEffect(() => {
    if (seconds >= longestSeconds) recorder.current?.stop();
  }, [seconds]);

  const start = async () => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type));
      const started = new MediaRecorder(stream, mimeType ? { mimeType } : {});
      const parts: Blob[] = [];
      started.addEventListener('dataavailable', ({ data }) => parts.push(data));
      started.addEventListener('stop', () => {
        release(started);
        setSound(new Blob(parts, { type: started.mimeType }));
        setState('ready');
      });
      recorder.current = started;
      setSound(null);
      setSeconds(0);
      started.start();
      setState('recording');
    } catch {
      setState('refused');
    }
  };
  const stop = () => recorder.current?.stop();
  const discard = () => {
    setSound(null);
    setState('idle');
  };
  return { state, sound, seconds, start, stop, discard };
}

/** Turns the microphone's light off. */
function release(recorder: MediaRecorder | null): void {
  for (const track of recorder?.stream.getTracks() ?? []) track.stop();
}
