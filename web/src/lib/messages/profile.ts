import { en } from './en';
import { profile } from './en/profile';
import { settings } from './en/settings';
import { textOf } from './t';

const messages = { ...en, ...settings, ...profile } as const;

/** Texts of the profile; loaded with it. */
export const t = textOf(messages);
