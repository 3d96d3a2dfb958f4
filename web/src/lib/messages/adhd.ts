import { en } from './en';
import { adhd } from './en/adhd';
import { textOf } from './t';

const messages = { ...en, ...adhd } as const;

/** Texts of the tools for time, tasks and focus; loaded with them. */
export const t = textOf(messages);
