import { en } from './en';
import { plan } from './en/plan';
import { settings } from './en/settings';
import { textOf } from './t';

const messages = { ...en, ...settings, ...plan } as const;

/** Texts of the safety plan; loaded with it. */
export const t = textOf(messages);
