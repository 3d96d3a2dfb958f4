import { SwitchRow } from '@/components/SwitchRow';
import { t } from '@/lib/messages/privacy';
import { scopeNames, type Scopes } from '../model/share';

interface Props {
  value: Scopes;
  onChange: (scopes: Scopes) => void;
  error?: string | undefined;
}

/** What a therapist may see, each in plain words. */
export function ScopeChoices({ value, onChange, error }: Props) {
  return (
    <fieldset>
      <legend className="text-base font-medium">{t('sharing.scopes')}</legend>
      <div className="mt-1">
        {scopeNames.map(([name, label, text]) => (
          <SwitchRow
            key={name}
            label={t(label)}
            hint={t(text)}
            isSelected={value[name]}
            onChange={(isSelected) => onChange({ ...value, [name]: isSelected })}
          />
        ))}
      </div>
      <p role="alert" className="text-danger text-xs font-medium empty:hidden">
        {error}
      </p>
    </fieldset>
  );
}
