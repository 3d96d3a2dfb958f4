import { en } from './en';
import { preferences } from './en/preferences';
import { settings } from './en/settings';
import { textOf } from './t';

const messages = { ...en, ...settings, ...preferences } as const;

/** Texts of the preferences' pages; loaded with them. */
export const t = textOf(messages);
