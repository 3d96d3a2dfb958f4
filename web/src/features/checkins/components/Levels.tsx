import { t } from '@/lib/messages/companion';
import type { Details } from '../model/details';
import { TenScale } from './TenScale';

export type LevelName = 'anxiety' | 'stress' | 'sensory' | 'executive' | 'masking';

const fields = {
  anxiety: 'anxiety',
  stress: 'stress',
  sensory: 'sensoryLoad',
  executive: 'executiveFunction',
  masking: 'masking',
} as const satisfies Record<LevelName, keyof Details>;

interface Props {
  names: readonly LevelName[];
  details: Details;
  onChange: (changes: Partial<Details>) => void;
}

/** Scales from 1 to 10; pressing the chosen step again leaves it unsaid. */
export function Levels({ names, details, onChange }: Props) {
  return (
    <div className="flex flex-col gap-6">
      {names.map((name) => {
        const value = details[fields[name]];
        return (
          <div key={name}>
            <p className="mb-2 text-base font-medium">{t(`more.${name}`)}</p>
            <TenScale
              label={t(`more.${name}`)}
              kind="level"
              low={t(`more.${name}.low`)}
              high={t(`more.${name}.high`)}
              value={value}
              onChange={(step) => onChange({ [fields[name]]: step === value ? null : step })}
            />
          </div>
        );
      })}
    </div>
  );
}
