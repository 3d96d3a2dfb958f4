import { en } from './en';
import { administration } from './en/administration';
import { textOf } from './t';

const messages = { ...en, ...administration } as const;

export type AdministrationMessageKey = keyof typeof messages;

/** Texts of the administration; loaded with it, not with the first screen. */
export const t = textOf(messages);
