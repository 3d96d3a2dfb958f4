import { en } from './en';
import { activity } from './en/activity';
import { privacy } from './en/privacy';
import { sharing } from './en/sharing';
import { textOf } from './t';

const messages = { ...en, ...activity, ...privacy, ...sharing } as const;

export type PrivacyMessageKey = keyof typeof messages;

/** Texts of privacy and sharing; loaded with their screens, not with the first one. */
export const t = textOf(messages);
