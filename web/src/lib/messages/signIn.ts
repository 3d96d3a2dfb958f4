import { en } from './en';
import { signIn } from './en/signIn';
import { textOf } from './t';

const messages = { ...en, ...signIn } as const;

/** Texts of signing in and proving who one is; loaded with those screens. */
export const t = textOf(messages);
