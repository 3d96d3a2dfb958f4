import { X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { TextInput } from '@/components/TextInput';
import { t } from '@/lib/messages/plan';
import { longestName, longestPhone, mostEntries, type PlanPerson } from '../model/plan';

interface Props {
  people: readonly PlanPerson[];
  onChange: (people: PlanPerson[]) => void;
}

interface Row extends PlanPerson {
  id: number;
}

/** Names with numbers; a row is always there to start with. */
export function PeopleEditor({ people, onChange }: Props) {
  const [rows, setRows] = useState<readonly Row[]>(() =>
    [...people, ...(people.length === 0 ? [{ name: '', phone: null }] : [])].map((person, id) => ({
      ...person,
      id,
    })),
  );
  const change = (changed: readonly Row[]) => {
    setRows(changed);
    onChange(changed.map(({ name, phone }) => ({ name, phone: phone ?? null })));
  };
  const nextId = Math.max(0, ...rows.map(({ id }) => id)) + 1;
  return (
    <div className="flex flex-col gap-4">
      {rows.map((row) => {
        const set = (changes: Partial<PlanPerson>) =>
          change(rows.map((other) => (other.id === row.id ? { ...other, ...changes } : other)));
        return (
          <div
            key={row.id}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
          >
            <div className="max-sm:col-span-2">
              <TextInput
                label={t('plan.name')}
                value={row.name}
                maxLength={longestName}
                autoComplete="off"
                onChange={(name) => set({ name })}
              />
            </div>
            <TextInput
              label={t('plan.phone')}
              type="tel"
              value={row.phone ?? ''}
              maxLength={longestPhone}
              autoComplete="off"
              onChange={(phone) => set({ phone: phone === '' ? null : phone })}
            />
            <Button
              tone="quiet"
              size="touch"
              icon
              aria-label={row.name === '' ? t('plan.removeUnnamed') : t('plan.remove', { name: row.name })}
              onPress={() => change(rows.filter((other) => other.id !== row.id))}
            >
              <X aria-hidden className="size-4" />
            </Button>
          </div>
        );
      })}
      {rows.length < mostEntries ? (
        <Button
          size="touch"
          className="self-start"
          onPress={() => setRows([...rows, { id: nextId, name: '', phone: null }])}
        >
          {t('plan.addPerson')}
        </Button>
      ) : null}
    </div>
  );
}
