import { en } from './en';
import { security } from './en/security';
import { settings } from './en/settings';
import { textOf } from './t';

const messages = { ...en, ...settings, ...security } as const;

/** Texts of sign-in and security; loaded with its pages. */
export const t = textOf(messages);
