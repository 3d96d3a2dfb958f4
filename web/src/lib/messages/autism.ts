import { en } from './en';
import { autism } from './en/autism';
import { textOf } from './t';

const messages = { ...en, ...autism } as const;

/** Texts of sensory load, routine and masking; loaded with them. */
export const t = textOf(messages);
