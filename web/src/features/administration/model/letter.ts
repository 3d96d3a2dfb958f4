import type { paths } from '@/lib/api/schema';

type LetterPage = paths['/v1/admin/mail']['get']['responses'][200]['content']['application/json'];

export type Letter = LetterPage['items'][number];

/** `password_reset` as words. */
export function kindText(kind: string): string {
  const words = kind.replaceAll('_', ' ');
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

const link = /https?:\/\/[^\s<>"]+/g;

/** A letter's text, cut where its links begin and end. */
export function partsOf(text: string): { text: string; isLink: boolean }[] {
  const parts: { text: string; isLink: boolean }[] = [];
  let from = 0;
  for (const match of text.matchAll(link)) {
    const address = match[0].replace(/[.,;:!?)]+$/, '');
    if (match.index > from) parts.push({ text: text.slice(from, match.index), isLink: false });
    parts.push({ text: address, isLink: true });
    from = match.index + address.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isLink: false });
  return parts;
}
