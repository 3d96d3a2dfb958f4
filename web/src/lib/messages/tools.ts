import { en } from './en';
import { tools } from './en/tools';
import { textOf } from './t';

const messages = { ...en, ...tools } as const;

export type ToolsMessageKey = keyof typeof tools;

/** Texts of the page of tools; loaded with it and with Today. */
export const t = textOf(messages);
