import type { PrivacyMessageKey } from '@/lib/messages/privacy';
import type { paths } from '@/lib/api/schema';

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type Share = Answer<'/v1/sharing/therapists'>['items'][number];
export type ShareAccess = Answer<'/v1/sharing/therapists/{shareId}/accesses'>['items'][number];
export type OfferedSection = Answer<'/v1/sharing/sections'>['items'][number];
export type Scopes = Required<Share['scopes']>;

export type ScopeName = keyof Scopes;

export const scopeNames = [
  ['check_ins', 'sharing.scopeCheckIns', 'sharing.scopeCheckInsText'],
  ['interventions', 'sharing.scopeInterventions', 'sharing.scopeInterventionsText'],
  ['summaries', 'sharing.scopeSummaries', 'sharing.scopeSummariesText'],
  ['journals', 'sharing.scopeJournals', 'sharing.scopeJournalsText'],
  ['recordings', 'sharing.scopeRecordings', 'sharing.scopeRecordingsText'],
] as const satisfies readonly (readonly [ScopeName, PrivacyMessageKey, PrivacyMessageKey])[];

/** What a therapist usually needs; one's own words and recordings only when turned on. */
export const safeScopes: Scopes = {
  check_ins: true,
  interventions: true,
  summaries: true,
  journals: false,
  recordings: false,
};

/** Everything while the server has not said what it can show. */
export function isOffered(name: ScopeName, offered: readonly OfferedSection[] | undefined): boolean {
  return offered?.some(({ scope }) => scope === name) ?? true;
}

/** Nothing is granted that nobody was shown. */
export function onlyOffered(scopes: Scopes, offered: readonly OfferedSection[] | undefined): Scopes {
  return Object.fromEntries(
    scopeNames.map(([name]) => [name, scopes[name] && isOffered(name, offered)]),
  ) as Scopes;
}

export function isCurrent({ status }: Share): boolean {
  return status === 'invited' || status === 'active';
}

export const expiryChoices = ['month', 'quarter', 'year', 'never'] as const;
export type ExpiryChoice = (typeof expiryChoices)[number];

const months: Record<Exclude<ExpiryChoice, 'never'>, number> = { month: 1, quarter: 3, year: 12 };

/** The moment a share of this length ends, counted from now. */
export function expiresAt(choice: ExpiryChoice, now: Date): string | null {
  if (choice === 'never') return null;
  const end = new Date(now);
  const wanted = now.getMonth() + months[choice];
  end.setMonth(wanted);
  // The 31st of a shorter month is its last day.
  if (end.getMonth() !== wanted % 12) end.setDate(0);
  return end.toISOString();
}
