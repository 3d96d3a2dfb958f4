import { account } from './en/account';
import { analysis } from './en/analysis';
import { app } from './en/app';
import { help } from './en/help';
import { problems } from './en/problems';
import { recordings } from './en/recordings';
import { viewer } from './en/viewer';
import { welcome } from './en/welcome';

/** Every text of the app in English. Keys are `area.name`; a message with plural forms is an object. */
export const en = {
  ...account,
  ...analysis,
  ...app,
  ...help,
  ...problems,
  ...recordings,
  ...viewer,
  ...welcome,
} as const;
