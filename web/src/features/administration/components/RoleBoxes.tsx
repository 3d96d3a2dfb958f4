import { Check } from 'lucide-react';
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { Label } from 'react-aria-components/Label';
import { t } from '@/lib/messages/administration';
import { roles } from '../model/roles';

interface Props {
  label: string;
  value: readonly string[];
  onChange: (roles: string[]) => void;
}

/** Every role with what it opens. A person is everybody: that box cannot be emptied. */
export function RoleBoxes({ label, value, onChange }: Props) {
  return (
    <CheckboxGroup value={[...value]} onChange={onChange}>
      <Label className="font-semibold">{label}</Label>
      <div className="mt-1">
        {roles.map((role) => (
          <CheckboxField key={role} value={role} isDisabled={role === 'person'}>
            <CheckboxButton className="group flex min-h-8 cursor-pointer items-center gap-2.5 rounded-sm py-1 data-disabled:cursor-default">
              <span
                aria-hidden
                className="border-line-strong bg-raised group-data-selected:border-accent group-data-selected:bg-accent grid size-4.5 shrink-0 place-items-center rounded-[4px] border group-data-disabled:opacity-60"
              >
                <Check className="text-on-accent hidden size-3.5 group-data-selected:block" />
              </span>
              <span className="min-w-0">
                {t(`role.${role}`)} <span className="text-faint text-xs">{t(`role.${role}Text`)}</span>
              </span>
            </CheckboxButton>
          </CheckboxField>
        ))}
      </div>
    </CheckboxGroup>
  );
}
