import { Button } from '@/components/Button';
import { Select } from '@/components/Select';
import { t } from '@/lib/messages/administration';
import { useAuditActions } from '../api/audit';
import type { auditFilterNames } from '../model/audit';
import { DayField } from './DayField';
import { SearchBox } from './SearchBox';

type Filters = Record<(typeof auditFilterNames)[number], string>;

interface Props {
  filters: Filters;
  onChange: (changed: Partial<Filters>) => void;
  onClear: () => void;
}

export function AuditFilterFields({ filters, onChange, onClear }: Props) {
  const actions = useAuditActions();
  const isFiltered = Object.values(filters).some((value) => value !== '');
  // Emptied from outside, the fields begin anew.
  const version = isFiltered ? 'set' : 'empty';
  return (
    <>
      <SearchBox
        key={`actor ${version}`}
        label={t('audit.actor')}
        hint={`${t('audit.actor')}: ${t('audit.actorHint')}`}
        value={filters.actor}
        onChange={(actor) => onChange({ actor })}
      />
      <SearchBox
        key={`subject ${version}`}
        label={t('audit.subject')}
        hint={`${t('audit.subject')}: ${t('audit.actorHint')}`}
        value={filters.subject}
        onChange={(subject) => onChange({ subject })}
      />
      <Select
        label={t('audit.action')}
        value={filters.action || 'any'}
        onChange={(action) => onChange({ action: action === 'any' ? '' : action })}
        options={[
          ['any', t('audit.anyAction')],
          ...(actions.data ?? (filters.action ? [filters.action] : [])).map((name) => [name, name] as const),
        ]}
      />
      <Select
        label={t('audit.outcome')}
        value={filters.outcome || 'any'}
        onChange={(outcome) => onChange({ outcome: outcome === 'any' ? '' : outcome })}
        options={[
          ['any', t('audit.anyOutcome')],
          ['success', t('audit.success')],
          ['refused', t('audit.refused')],
          ['failed', t('audit.failed')],
        ]}
      />
      <div className="flex flex-wrap gap-2 max-sm:grid max-sm:w-full max-sm:grid-cols-[repeat(auto-fit,minmax(8.75rem,1fr))]">
        <DayField label={t('audit.from')} value={filters.from} onChange={(from) => onChange({ from })} />
        <DayField label={t('audit.to')} value={filters.to} onChange={(to) => onChange({ to })} />
      </div>
      {isFiltered ? (
        <Button tone="quiet" size="compact" onPress={onClear}>
          {t('users.clear')}
        </Button>
      ) : null}
    </>
  );
}
