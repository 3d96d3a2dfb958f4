import type { paths } from '@/lib/api/schema';
import type { AuditFilters } from '../api/audit';

type AuditPage = paths['/v1/admin/audit']['get']['responses'][200]['content']['application/json'];

export type AuditEntry = AuditPage['items'][number];

export const auditFilterNames = ['actor', 'subject', 'action', 'outcome', 'from', 'to'] as const;

export function personText(person: AuditEntry['actor']): string {
  return person ? (person.email ?? person.id) : '';
}

/** Days as the reader means them: from the first moment of one to the last of the other, on their own clock. */
export function asMoments({ from, to, ...rest }: AuditFilters): AuditFilters {
  return {
    ...rest,
    ...(from && { from: startOfDay(from, 0) }),
    ...(to && { to: startOfDay(to, 1) }),
  };
}

function startOfDay(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}
