import { app } from './en/app';
import { viewer } from './en/viewer';

/** Every text of the app in English. Keys are `area.name`; a message with plural forms is an object. */
export const en = { ...app, ...viewer } as const;
