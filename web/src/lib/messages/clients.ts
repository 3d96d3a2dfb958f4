import { en } from './en';
import { clients } from './en/clients';
import { textOf } from './t';

const messages = { ...en, ...clients } as const;

/** Texts of the therapist's pages; loaded with them, not with the first screen. */
export const t = textOf(messages);
