import { Button } from '@/components/Button';
import { formatDateTimeSeconds } from '@/lib/messages/format';
import { t } from '@/lib/messages/administration';
import { personText, type AuditEntry } from '../model/audit';
import { Outcome } from './auditColumns';
import { Facts } from './Facts';
import { SlideOver } from './SlideOver';

interface Props {
  entry: AuditEntry;
  onFilter: (filters: { actor?: string; subject?: string }) => void;
  onClose: () => void;
}

export function AuditEntryPanel({ entry, onFilter, onClose }: Props) {
  const { actor, subject } = entry;
  const filter = (filters: { actor?: string; subject?: string }) => {
    onFilter(filters);
    onClose();
  };
  return (
    <SlideOver
      title={entry.action}
      subtitle={t('audit.entry', { sequence: entry.sequence })}
      onClose={onClose}
    >
      <div className="mt-4">
        <Facts
          items={[
            [t('audit.columnTime'), formatDateTimeSeconds(entry.occurred_at)],
            [t('audit.columnActor'), personText(actor) || t('admin.none')],
            [t('audit.columnSubject'), personText(subject) || t('admin.none')],
            [t('audit.columnResource'), entry.resource ?? t('admin.none')],
            [t('audit.columnOutcome'), <Outcome key="outcome" outcome={entry.outcome} />],
            [t('audit.columnAddress'), entry.ip_address ?? t('admin.none')],
            [t('audit.correlation'), entry.correlation_id ?? t('admin.none')],
          ]}
        />
      </div>
      {entry.details ? (
        <section className="mt-5">
          <h3 className="font-semibold">{t('audit.details')}</h3>
          <Facts items={Object.entries(entry.details)} />
        </section>
      ) : null}
      <div className="mt-6 flex flex-wrap gap-2">
        {actor ? (
          <Button onPress={() => filter({ actor: personText(actor) })}>{t('audit.onlyActor')}</Button>
        ) : null}
        {subject ? (
          <Button onPress={() => filter({ subject: personText(subject) })}>{t('audit.onlySubject')}</Button>
        ) : null}
      </div>
    </SlideOver>
  );
}
