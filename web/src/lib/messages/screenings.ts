import { en } from './en';
import { screenings } from './en/screenings';
import { textOf } from './t';

const messages = { ...en, ...screenings } as const;

/** Texts of the questionnaires' frame; the questions themselves come from the server, word for word. */
export const t = textOf(messages);
