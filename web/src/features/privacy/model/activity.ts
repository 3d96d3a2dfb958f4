import type { paths } from '@/lib/api/schema';
import { activity } from '@/lib/messages/en/activity';
import { t } from '@/lib/messages/privacy';

type AuditPage = paths['/v1/audit']['get']['responses'][200]['content']['application/json'];

export type AuditEntry = AuditPage['items'][number];

type SentenceKey = Exclude<keyof typeof activity & `activity.${string}.${string}`, 'activity.other'>;

/** What happened, as a person would tell it. */
export function sentenceOf(entry: AuditEntry, ownId: string): string {
  const who = whoOf(entry, ownId);
  const refusal = `activity.${entry.action}.${entry.outcome}`;
  if (isSentence(refusal)) return t(refusal, { who });
  const key = `activity.${entry.action}`;
  const told = isSentence(key) ? t(key, { who }) : t('activity.other', { who, action: entry.action });
  if (entry.outcome === 'refused') return `${told} ${t('privacy.activityRefused')}`;
  if (entry.outcome === 'failed') return `${told} ${t('privacy.activityFailed')}`;
  return told;
}

export function isByOthers({ actor }: AuditEntry, ownId: string): boolean {
  return actor !== null && actor.id !== ownId;
}

function whoOf({ actor }: AuditEntry, ownId: string): string {
  if (actor === null) return t('activity.system');
  return actor.id === ownId ? t('activity.you') : (actor.email ?? t('activity.somebody'));
}

function isSentence(key: string): key is SentenceKey {
  return key in activity;
}

/** Entries under the day they happened on, by the reader's clock, in the order given. */
export function byDay(entries: readonly AuditEntry[]): { day: Date; entries: AuditEntry[] }[] {
  const days: { day: Date; entries: AuditEntry[] }[] = [];
  for (const entry of entries) {
    const at = new Date(entry.occurred_at);
    const day = new Date(at.getFullYear(), at.getMonth(), at.getDate());
    const last = days.at(-1);
    if (last?.day.getTime() === day.getTime()) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
