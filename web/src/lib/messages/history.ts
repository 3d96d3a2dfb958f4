import { en } from './en';
import { companion } from './en/companion';
import { history } from './en/history';
import { textOf } from './t';

const messages = { ...en, ...companion, ...history } as const;

/** Texts of the history and the import; loaded with them. */
export const t = textOf(messages);
