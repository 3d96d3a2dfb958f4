import { en } from './en';
import { settings } from './en/settings';
import { textOf } from './t';

const messages = { ...en, ...settings } as const;

/** A text of the settings' frame: a page's name, or the line under it. */
export type SettingsMessageKey = keyof typeof settings;

/** Texts of the settings; loaded with them, not with the first screen. */
export const t = textOf(messages);
