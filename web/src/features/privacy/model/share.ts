import type { PrivacyMessageKey } from '@/lib/messages/privacy';
import type { Scopes, Share } from '@/lib/api/pending';

export type { Scopes, Share, ShareAccess } from '@/lib/api/pending';

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
