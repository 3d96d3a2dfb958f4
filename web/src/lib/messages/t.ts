import { en } from './en';

type Message = string | Partial<Record<Intl.LDMLPluralRule, string>>;
type Messages = typeof en;
export type MessageKey = keyof Messages;

/** Names between braces in a message: `{count} channels` → "count". */
type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

type TextOf<Message> = Message extends string ? Message : Message[keyof Message] & string;

type ValuesOf<Message> =
  | Placeholders<TextOf<Message>>
  // A message with plural forms always needs the number that picks the form.
  | (Message extends string ? never : 'count');

type Arguments<Text> = [ValuesOf<Text>] extends [never]
  ? []
  : [values: Record<ValuesOf<Text>, string | number>];

/** The language of texts; numbers and dates follow the reader's own locale within it. */
export const locale: string = navigator.language.startsWith('en') ? navigator.language : 'en';

const pluralRules = new Intl.PluralRules(locale);
const plainNumber = new Intl.NumberFormat(locale);

/** A `t` of its own over these messages: a screen that is loaded later brings its texts along. */
export function textOf<Own extends Readonly<Record<string, Message>>>(messages: Own) {
  return <Key extends keyof Own & string>(key: Key, ...[values]: Arguments<Own[Key]>): string =>
    fill(messages[key] ?? '', values ?? {});
}

/** The text for `key`, with its placeholders filled. Numbers given as numbers are written the reader's way. */
export const t: <Key extends MessageKey>(key: Key, ...values: Arguments<Messages[Key]>) => string =
  textOf(en);

function fill(message: Message, given: Partial<Record<string, string | number>>): string {
  const text =
    typeof message === 'string'
      ? message
      : (message[pluralRules.select(Number(given.count))] ?? message.other ?? '');
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = given[name];
    return typeof value === 'number' ? plainNumber.format(value) : (value ?? '');
  });
}
