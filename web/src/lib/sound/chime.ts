import type { Chime } from '@/lib/appearance/appearance';

interface PartialTone {
  /** Of the lowest tone. */
  ratio: number;
  gain: number;
  /** Until it has died away. */
  seconds: number;
}

interface Voice {
  frequencyHz: number;
  partials: readonly PartialTone[];
  /** Where the pitch ends, as a multiple of where it starts. */
  glide: number;
}

// Quiet, short, without a hard onset: a struck bar, a bell, a drop, a tap on wood.
const voices: Record<Chime, Voice> = {
  gentle_chime: {
    frequencyHz: 523.25,
    partials: [
      { ratio: 1, gain: 1, seconds: 1.6 },
      { ratio: 1.5, gain: 0.5, seconds: 1.3 },
      { ratio: 2.76, gain: 0.18, seconds: 0.7 },
    ],
    glide: 1,
  },
  soft_bell: {
    frequencyHz: 392,
    partials: [
      { ratio: 1, gain: 1, seconds: 2.2 },
      { ratio: 2, gain: 0.45, seconds: 1.5 },
      { ratio: 2.4, gain: 0.2, seconds: 1 },
    ],
    glide: 1,
  },
  water_drop: {
    frequencyHz: 620,
    partials: [{ ratio: 1, gain: 1, seconds: 0.22 }],
    glide: 1.7,
  },
  wooden_tap: {
    frequencyHz: 760,
    partials: [
      { ratio: 1, gain: 1, seconds: 0.14 },
      { ratio: 1.47, gain: 0.4, seconds: 0.09 },
    ],
    glide: 0.98,
  },
};

const loudness = 0.14;
const onsetSeconds = 0.012;

let context: AudioContext | null = null;

/** Plays one short sound; where the browser has none or forbids it, nothing happens. */
export function playChime(chime: Chime): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  // A browser keeps it suspended until the first press on the page; a sound then is simply not played.
  void context.resume().catch(() => undefined);
  const { frequencyHz, partials, glide } = voices[chime];
  for (const partial of partials) playPartial(context, frequencyHz * partial.ratio, glide, partial);
}

function playPartial(audio: AudioContext, frequencyHz: number, glide: number, partial: PartialTone): void {
  const start = audio.currentTime;
  const end = start + partial.seconds;
  const tone = audio.createOscillator();
  const envelope = audio.createGain();
  tone.frequency.setValueAtTime(frequencyHz, start);
  tone.frequency.exponentialRampToValueAtTime(frequencyHz * glide, end);
  envelope.gain.setValueAtTime(0, start);
  envelope.gain.linearRampToValueAtTime(loudness * partial.gain, start + onsetSeconds);
  envelope.gain.exponentialRampToValueAtTime(0.0001, end);
  tone.connect(envelope).connect(audio.destination);
  tone.start(start);
  tone.stop(end);
}
