import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '@/components/Button';
import { Loaded } from '@/components/Loaded';
import { ProblemNotice } from '@/components/ProblemNotice';
import { t } from '@/lib/messages/administration';
import { useAudit, useDownloadAudit } from '../api/audit';
import { asMoments, auditFilterNames, type AuditEntry } from '../model/audit';
import { setOnly, useFilters } from '../model/useFilters';
import { AdminPage } from './AdminPage';
import { auditColumns } from './auditColumns';
import { AuditEntryPanel } from './AuditEntryPanel';
import { AuditFilterFields } from './AuditFilterFields';
import { AuditVerification } from './AuditVerification';
import { DataTable } from './DataTable';
import { MoreButton } from './MoreButton';

export function AuditPage() {
  const { filters, change, clear } = useFilters(auditFilterNames);
  const asked = asMoments(setOnly(filters));
  const list = useAudit(asked);
  const download = useDownloadAudit();
  const [open, setOpen] = useState<AuditEntry | null>(null);
  const entries = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);

  return (
    <AdminPage
      title={t('admin.audit')}
      actions={
        <>
          <AuditVerification />
          <Button isPending={download.isPending} onPress={() => download.mutate(asked)}>
            <Download aria-hidden className="size-4" />
            {download.isPending ? t('audit.csvBusy') : t('audit.csv')}
          </Button>
        </>
      }
      filters={<AuditFilterFields filters={filters} onChange={change} onClear={clear} />}
    >
      {download.isError ? (
        <div className="mb-3">
          <ProblemNotice error={download.error} />
        </div>
      ) : null}
      <Loaded of={list} waiting={t('audit.waiting')}>
        {() =>
          entries.length === 0 ? (
            <p className="text-soft py-14 text-center">{t('audit.none')}</p>
          ) : (
            <DataTable
              label={t('admin.audit')}
              columns={auditColumns}
              rows={entries}
              rowKey={({ sequence }) => String(sequence)}
              onOpen={setOpen}
            />
          )
        }
      </Loaded>
      <MoreButton of={list} />
      {open ? <AuditEntryPanel entry={open} onFilter={change} onClose={() => setOpen(null)} /> : null}
    </AdminPage>
  );
}
