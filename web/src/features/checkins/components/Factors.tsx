import { X } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { Button } from '@/components/Button';
import { TextInput } from '@/components/TextInput';
import { t } from '@/lib/messages/companion';
import { longestWord, mostWords } from '../model/checkIn';
import type { Factor } from '../model/details';

interface Props {
  factors: readonly Factor[];
  onChange: (factors: readonly Factor[]) => void;
}

const ratings = [1, 2, 3, 4, 5] as const;

/** Whatever a person wants to follow, each from 1 to 5. */
export function Factors({ factors, onChange }: Props) {
  const [typed, setTyped] = useState('');
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const name = typed.trim();
    const isKnown = factors.some((factor) => factor.name.toLocaleLowerCase() === name.toLocaleLowerCase());
    if (name === '' || isKnown || factors.length >= mostWords) return;
    onChange([...factors, { name, rating: null }]);
    setTyped('');
  };
  return (
    <div className="flex flex-col gap-4">
      {factors.map((factor) => (
        <FactorRow
          key={factor.name}
          factor={factor}
          onRate={(rating) =>
            onChange(factors.map((other) => (other.name === factor.name ? { ...other, rating } : other)))
          }
          onRemove={() => onChange(factors.filter((other) => other.name !== factor.name))}
        />
      ))}
      <form onSubmit={add} className="flex max-w-md items-end gap-2">
        <div className="flex-1">
          <TextInput label={t('more.factorName')} value={typed} onChange={setTyped} maxLength={longestWord} />
        </div>
        <Button type="submit" size="touch">
          {t('more.add')}
        </Button>
      </form>
    </div>
  );
}

interface RowProps {
  factor: Factor;
  onRate: (rating: number | null) => void;
  onRemove: () => void;
}

function FactorRow({ factor, onRate, onRemove }: RowProps) {
  return (
    <div role="group" aria-label={t('more.factorRate', { name: factor.name })}>
      <div className="flex items-center justify-between gap-3">
        <p className="min-w-0 text-base font-medium [overflow-wrap:anywhere]">{factor.name}</p>
        <Button
          tone="quiet"
          size="touch"
          icon
          aria-label={t('more.remove', { name: factor.name })}
          onPress={onRemove}
        >
          <X aria-hidden className="size-4" />
        </Button>
      </div>
      <div className="grid max-w-md grid-cols-5 gap-1.5">
        {ratings.map((rating) => (
          <button
            key={rating}
            type="button"
            aria-label={levelName(rating)}
            aria-pressed={factor.rating === rating}
            onClick={() => onRate(rating === factor.rating ? null : rating)}
            className="border-line-strong/50 bg-raised aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:ring-accent numeric h-11 cursor-pointer rounded-sm border text-base aria-pressed:ring-1"
          >
            {rating}
          </button>
        ))}
      </div>
      <p aria-hidden className="text-soft mt-1 flex max-w-md justify-between gap-4 text-sm">
        <span>{t('more.factor.low')}</span>
        <span className="text-right">{t('more.factor.high')}</span>
      </p>
      <p role="status" className="text-soft text-sm">
        {factor.rating === null ? t('more.factorUnrated') : ''}
      </p>
    </div>
  );
}

function levelName(value: (typeof ratings)[number]): string {
  if (value === 1) return t('more.factorLevelNamed', { value, name: t('more.factor.low') });
  if (value === 5) return t('more.factorLevelNamed', { value, name: t('more.factor.high') });
  return t('more.factorLevel', { value });
}
