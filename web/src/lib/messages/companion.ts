import { en } from './en';
import { companion } from './en/companion';
import { voices, type Style, type VoiceKey } from './en/voices';
import { textOf } from './t';

const messages = { ...en, ...companion } as const;

/** Texts of Today and of check-ins; loaded with them. */
export const t = textOf(messages);

/** The same thing in the person's chosen style; an unknown style speaks warmly. */
export function say(style: string | undefined, key: VoiceKey, name: string | null = null): string {
  const voice = style !== undefined && isStyle(style) ? voices[style] : voices.warm;
  return voice[key].replace('{name}', name === null || name === '' ? '' : `, ${name}`);
}

function isStyle(style: string): style is Style {
  return style in voices;
}
