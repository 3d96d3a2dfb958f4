import { Chip } from '@/components/Chip';
import { formatDateTimeSeconds } from '@/lib/messages/format';
import { t } from '@/lib/messages/administration';
import { personText, type AuditEntry } from '../model/audit';
import type { Column } from './DataTable';

export const auditColumns: readonly [Column<AuditEntry>, ...Column<AuditEntry>[]] = [
  {
    key: 'time',
    head: t('audit.columnTime'),
    cell: (entry) => (
      <time dateTime={entry.occurred_at} className="numeric font-normal md:whitespace-nowrap">
        {formatDateTimeSeconds(entry.occurred_at)}
      </time>
    ),
  },
  {
    key: 'action',
    head: t('audit.columnAction'),
    cell: ({ action }) => <span className="font-medium max-md:[overflow-wrap:anywhere]">{action}</span>,
  },
  {
    key: 'actor',
    head: t('audit.columnActor'),
    className: 'md:max-w-44 2xl:max-w-64',
    cell: ({ actor }) => <Person person={actor} />,
  },
  {
    key: 'subject',
    head: t('audit.columnSubject'),
    className: 'md:max-w-44 2xl:max-w-64',
    cell: ({ subject }) => <Person person={subject} />,
  },
  {
    key: 'resource',
    head: t('audit.columnResource'),
    className: 'md:max-w-40 2xl:max-w-64 max-lg:hidden!',
    cell: ({ resource }) => <span className="text-soft block truncate">{resource ?? t('admin.none')}</span>,
  },
  {
    key: 'outcome',
    head: t('audit.columnOutcome'),
    cell: ({ outcome }) => <Outcome outcome={outcome} />,
  },
  {
    key: 'address',
    head: t('audit.columnAddress'),
    className: 'max-2xl:hidden!',
    cell: (entry) => <span className="text-soft numeric">{entry.ip_address ?? t('admin.none')}</span>,
  },
];

function Person({ person }: { person: AuditEntry['actor'] }) {
  if (!person) return <span className="text-faint">{t('admin.none')}</span>;
  return <span className="block truncate">{personText(person)}</span>;
}

export function Outcome({ outcome }: { outcome: string }) {
  if (outcome === 'success') return <span className="text-soft">{t('audit.success')}</span>;
  return (
    <Chip tone={outcome === 'failed' ? 'danger' : 'attention'}>
      {outcome === 'failed' ? t('audit.failed') : t('audit.refused')}
    </Chip>
  );
}
