import { t } from '@/lib/messages/companion';
import { levelFields, type Details, type LevelName } from '../model/details';
import { TenScale } from './TenScale';

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
        const value = details[levelFields[name]];
        return (
          <div key={name}>
            <p className="mb-2 text-base font-medium">{t(`more.${name}`)}</p>
            <TenScale
              label={t(`more.${name}`)}
              kind="level"
              low={t(`more.${name}.low`)}
              high={t(`more.${name}.high`)}
              value={value}
              onChange={(step) => onChange({ [levelFields[name]]: step === value ? null : step })}
            />
          </div>
        );
      })}
    </div>
  );
}
