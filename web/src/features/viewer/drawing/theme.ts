import type { ChannelKind } from '../model/signalFormat';

/** Colours of the canvases, read from the tokens so that every theme of the app is a theme of the traces. */
export interface TraceTheme {
  ground: string;
  raised: string;
  ink: string;
  soft: string;
  faint: string;
  line: string;
  grid: string;
  accent: string;
  accentSoft: string;
  note: string;
  noteGround: string;
  onNote: string;
  kinds: Readonly<Record<ChannelKind, string>>;
  artifacts: Readonly<Record<string, string>>;
  fontFamily: string;
  fontPixels: number;
  isStill: boolean;
}

export function readTheme(element: Element): TraceTheme {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim() || 'gray';
  return {
    ground: read('paper'),
    raised: read('paper-raised'),
    ink: read('ink'),
    soft: read('ink-soft'),
    faint: read('ink-faint'),
    line: read('line'),
    grid: read('grid'),
    accent: read('accent'),
    accentSoft: read('accent-soft'),
    note: read('firefly'),
    noteGround: read('firefly-soft'),
    onNote: read('firefly-ink'),
    kinds: kindColours(read),
    artifacts: artifactColours(read),
    fontFamily: style.fontFamily || 'sans-serif',
    fontPixels: Math.max(11, Math.round((Number.parseFloat(style.fontSize) || 14) * 0.86)),
    isStill: /^0m?s$/.test(read('motion-quick')),
  };
}

/** Hue only whispers here: the label and its unit say what a channel is. */
function kindColours(read: (name: string) => string): Record<ChannelKind, string> {
  return {
    eeg: read('trace'),
    eog: read('band-theta'),
    emg: read('band-delta'),
    ecg: read('band-beta'),
    resp: read('band-alpha'),
    other: read('ink-faint'),
  };
}

/** As in the analysis panel: eyes, body, equipment. */
function artifactColours(read: (name: string) => string): Record<string, string> {
  return {
    blink: read('band-theta'),
    muscle: read('firefly'),
    movement: read('firefly'),
    flat: read('danger'),
    saturation: read('danger'),
    electrode_pop: read('danger'),
  };
}
