/** A note on the recording: from its file, or written by a reader. */
export interface Annotation {
  id: string;
  onsetSeconds: number;
  durationSeconds: number;
  text: string;
  channels: readonly string[];
  source: 'file' | 'user';
}

/** Notes that touch a stretch, by onset. */
export function annotationsIn(
  annotations: readonly Annotation[],
  fromSeconds: number,
  toSeconds: number,
): Annotation[] {
  return annotations.filter(
    (note) => note.onsetSeconds <= toSeconds && note.onsetSeconds + note.durationSeconds >= fromSeconds,
  );
}

export function byOnset(annotations: readonly Annotation[]): Annotation[] {
  return [...annotations].sort((a, b) => a.onsetSeconds - b.onsetSeconds || a.text.localeCompare(b.text));
}

/** Notes whose text or channels contain every word typed, in any order and case. */
export function searchAnnotations(annotations: readonly Annotation[], typed: string): Annotation[] {
  const words = typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return annotations.filter((note) => {
    const haystack = `${note.text} ${note.channels.join(' ')}`.toLocaleLowerCase();
    return words.every((word) => haystack.includes(word));
  });
}

/** The next note after a moment, or the last one before it. */
export function neighbour(
  annotations: readonly Annotation[],
  seconds: number,
  direction: 1 | -1,
): Annotation | undefined {
  const sorted = byOnset(annotations);
  return direction > 0
    ? sorted.find((note) => note.onsetSeconds > seconds + 1e-6)
    : sorted.findLast((note) => note.onsetSeconds < seconds - 1e-6);
}
