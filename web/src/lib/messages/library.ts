import { en } from './en';
import { library } from './en/library';
import { textOf } from './t';

const messages = { ...en, ...library } as const;

/** Texts of the library and its players; loaded with them. */
export const t = textOf(messages);
