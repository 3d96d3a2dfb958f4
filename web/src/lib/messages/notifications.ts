import { en } from './en';
import { notifications } from './en/notifications';
import { textOf } from './t';

const messages = { ...en, ...notifications } as const;

/** Texts of notifications; loaded with their pages. */
export const t = textOf(messages);
