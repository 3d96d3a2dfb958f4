/** Everything that can be done from the keyboard, as the help sheet shows it and the page obeys it. */

export type Command =
  | 'page_back'
  | 'page_forward'
  | 'second_back'
  | 'second_forward'
  | 'larger'
  | 'smaller'
  | 'longer'
  | 'shorter'
  | 'start'
  | 'end'
  | 'montage'
  | 'filters'
  | 'notch'
  | 'annotate'
  | 'next_note'
  | 'previous_note'
  | 'undo'
  | 'centre'
  | 'ruler'
  | 'polarity'
  | 'channels'
  | 'notes'
  | 'analysis'
  | 'help'
  | 'close'
  | 'lanes_up'
  | 'lanes_down';

export interface Shortcut {
  command: Command;
  /** Shown on the help sheet. */
  keys: readonly string[];
}

export const shortcuts: readonly Shortcut[] = [
  { command: 'page_forward', keys: ['→'] },
  { command: 'page_back', keys: ['←'] },
  { command: 'second_forward', keys: ['Shift', '→'] },
  { command: 'second_back', keys: ['Shift', '←'] },
  { command: 'start', keys: ['Home'] },
  { command: 'end', keys: ['End'] },
  { command: 'larger', keys: ['↑'] },
  { command: 'smaller', keys: ['↓'] },
  { command: 'longer', keys: ['+'] },
  { command: 'shorter', keys: ['−'] },
  { command: 'lanes_down', keys: ['Page Down'] },
  { command: 'lanes_up', keys: ['Page Up'] },
  { command: 'montage', keys: ['M'] },
  { command: 'filters', keys: ['F'] },
  { command: 'notch', keys: ['N'] },
  { command: 'polarity', keys: ['P'] },
  { command: 'centre', keys: ['C'] },
  { command: 'ruler', keys: ['R'] },
  { command: 'annotate', keys: ['A'] },
  { command: 'next_note', keys: ['.'] },
  { command: 'previous_note', keys: [','] },
  { command: 'undo', keys: ['Ctrl', 'Z'] },
  { command: 'channels', keys: ['H'] },
  { command: 'notes', keys: ['L'] },
  { command: 'analysis', keys: ['Q'] },
  { command: 'help', keys: ['?'] },
  { command: 'close', keys: ['Esc'] },
];

const plainKeys: Readonly<Record<string, Command>> = {
  ArrowLeft: 'page_back',
  ArrowRight: 'page_forward',
  ArrowUp: 'larger',
  ArrowDown: 'smaller',
  '+': 'longer',
  '=': 'longer',
  '-': 'shorter',
  '−': 'shorter',
  Home: 'start',
  End: 'end',
  PageDown: 'lanes_down',
  PageUp: 'lanes_up',
  m: 'montage',
  f: 'filters',
  n: 'notch',
  a: 'annotate',
  '.': 'next_note',
  ',': 'previous_note',
  c: 'centre',
  r: 'ruler',
  p: 'polarity',
  h: 'channels',
  l: 'notes',
  q: 'analysis',
  '?': 'help',
  Escape: 'close',
};

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** What a key asks for, or null when it is not ours (or the browser's own, as with Ctrl). */
export function commandFor(event: Key): Command | null {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) {
    return key === 'z' && !event.shiftKey && !event.altKey ? 'undo' : null;
  }
  if (event.altKey) {
    return null;
  }
  if (event.shiftKey && key === 'ArrowLeft') return 'second_back';
  if (event.shiftKey && key === 'ArrowRight') return 'second_forward';
  return plainKeys[key] ?? null;
}

/** Keys belong to the field while somebody types or chooses there. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) {
    return false;
  }
  return (
    target.closest(
      'input, textarea, select, [contenteditable], [role="listbox"], [role="menu"], [role="dialog"]',
    ) !== null
  );
}
