import { ChevronDown, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { FormSelect } from '@/components/FormSelect';
import { t } from '@/lib/messages/library';
import { countOf, energyChoices, timeChoicesMinutes, type Filters } from '../model/filters';
import { approaches, feelings } from '../model/intervention';

interface Props {
  filters: Filters;
  /** A choice by its name in the address; an empty value takes it away. */
  onChange: (name: 'time' | 'energy' | 'kind' | 'for', value: string) => void;
  onClear: () => void;
}

/** Four choices in plain words; on a phone they wait behind one button. */
export function LibraryFilters({ filters, onChange, onClear }: Props) {
  const count = countOf(filters);
  const [isOpen, setOpen] = useState(count > 0);
  return (
    <div>
      <Button
        size="touch"
        className="w-full justify-between! md:hidden"
        aria-expanded={isOpen}
        onPress={() => setOpen(!isOpen)}
      >
        <span className="inline-flex items-center gap-2.5">
          <SlidersHorizontal aria-hidden className="text-soft size-4" />
          {count === 0 ? t('library.filters') : t('library.filtersOn', { count })}
        </span>
        <ChevronDown aria-hidden className={`text-soft size-4 ${isOpen ? 'rotate-180' : ''}`} />
      </Button>
      <div
        className={`grid gap-x-3 gap-y-4 max-md:mt-4 sm:grid-cols-2 md:grid-cols-4 ${isOpen ? '' : 'max-md:hidden'}`}
      >
        <FormSelect
          label={t('library.for')}
          value={filters.feeling ?? ''}
          onChange={(value) => onChange('for', value)}
          options={[
            ['', t('library.for.any')],
            ...feelings.map((name) => [name, t(`library.for.${name}`)] as const),
          ]}
        />
        <FormSelect
          label={t('library.time')}
          value={String(filters.timeMinutes ?? '')}
          onChange={(value) => onChange('time', value)}
          options={[
            ['', t('library.time.any')],
            ...timeChoicesMinutes.map(
              (minutes) => [String(minutes), t('library.time.upTo', { minutes })] as const,
            ),
          ]}
        />
        <FormSelect
          label={t('library.energy')}
          value={String(filters.energy ?? '')}
          onChange={(value) => onChange('energy', value)}
          options={[
            ['', t('library.energy.any')],
            ...energyChoices.map((level) => [String(level), t(`library.energy.${level}`)] as const),
          ]}
        />
        <FormSelect
          label={t('library.approach')}
          value={filters.approach ?? ''}
          onChange={(value) => onChange('kind', value)}
          options={[
            ['', t('library.approach.any')],
            ...approaches.map((name) => [name, t(`library.approach.${name}`)] as const),
          ]}
        />
      </div>
      {count > 0 ? (
        <Button tone="quiet" size="touch" className="mt-2 -ml-4" onPress={onClear}>
          {t('library.filtersClear')}
        </Button>
      ) : null}
    </div>
  );
}
