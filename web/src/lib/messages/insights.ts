import { en } from './en';
import { companion } from './en/companion';
import { insights } from './en/insights';
import { screenings } from './en/screenings';
import { textOf } from './t';

const messages = { ...en, ...companion, ...screenings, ...insights } as const;

/** Texts of the insights; loaded with them. */
export const t = textOf(messages);
