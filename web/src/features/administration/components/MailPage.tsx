import { useMemo } from 'react';
import { Loaded } from '@/components/Loaded';
import { formatDateTime } from '@/lib/messages/format';
import { useServerStatus } from '@/features/account/api/getStatus';
import { t } from '@/lib/messages/administration';
import { useMail } from '../api/operations';
import { kindText, type Letter } from '../model/letter';
import { useFilters } from '../model/useFilters';
import { AdminPage } from './AdminPage';
import { DataTable, type Column } from './DataTable';
import { LetterPanel } from './LetterPanel';
import { LetterState } from './LetterState';
import { MoreButton } from './MoreButton';

const filterNames = ['open'] as const;

export function MailPage() {
  const { filters, change, addressWith } = useFilters(filterNames);
  const list = useMail();
  const sendsMail = useServerStatus().data?.mail_enabled !== false;
  const letters = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  return (
    <AdminPage title={t('admin.mail')}>
      {sendsMail ? null : <p className="text-soft -mt-2 mb-3 max-w-[68ch]">{t('mail.noServer')}</p>}
      <Loaded of={list} waiting={t('mail.waiting')}>
        {() =>
          letters.length === 0 ? (
            <p className="text-soft py-14 text-center">{t('mail.empty')}</p>
          ) : (
            <DataTable
              label={t('admin.mail')}
              columns={columns}
              rows={letters}
              rowKey={({ id }) => id}
              rowAddress={({ id }) => addressWith({ open: id })}
            />
          )
        }
      </Loaded>
      <MoreButton of={list} />
      {filters.open ? (
        <LetterPanel key={filters.open} letterId={filters.open} onClose={() => change({ open: '' })} />
      ) : null}
    </AdminPage>
  );
}

const columns: readonly [Column<Letter>, ...Column<Letter>[]] = [
  {
    key: 'to',
    head: t('mail.columnTo'),
    cell: ({ to }) => (to ? <span className="block truncate">{to}</span> : t('mail.emptied')),
  },
  { key: 'kind', head: t('mail.columnKind'), cell: ({ kind }) => kindText(kind) },
  { key: 'state', head: t('mail.columnState'), cell: (letter) => <LetterState letter={letter} /> },
  {
    key: 'written',
    head: t('mail.columnWritten'),
    className: 'md:whitespace-nowrap',
    cell: (letter) => <span className="text-soft numeric">{formatDateTime(letter.created_at)}</span>,
  },
];
