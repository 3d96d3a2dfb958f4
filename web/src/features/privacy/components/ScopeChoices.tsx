import { SwitchRow } from '@/components/SwitchRow';
import { t } from '@/lib/messages/privacy';
import { useOfferedSections } from '../api/shares';
import { isOffered, scopeNames, type Scopes } from '../model/share';

interface Props {
  value: Scopes;
  onChange: (scopes: Scopes) => void;
  error?: string | undefined;
}

/** What a therapist may see, each in plain words; only what this server can show them. */
export function ScopeChoices({ value, onChange, error }: Props) {
  const offered = useOfferedSections().data;
  return (
    <fieldset>
      <legend className="text-base font-medium">{t('sharing.scopes')}</legend>
      <div className="mt-1">
        {scopeNames
          .filter(([name]) => isOffered(name, offered))
          .map(([name, label, text]) => (
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
