import { Check, ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly (readonly [value: string, label: string])[];
}

/** One of many, in little room. */
export function Select({ label, value, onChange, options }: Props) {
  return (
    <AriaSelect aria-label={label} value={value} onChange={(key) => onChange(String(key))}>
      <Button className="bg-raised border-line-strong/60 hover:border-line-strong motion-quick inline-flex h-7 max-md:h-11 max-w-44 cursor-pointer items-center gap-2 rounded-sm border px-2.5 text-xs font-medium transition-colors">
        <SelectValue className="truncate" />
        <ChevronDown aria-hidden className="text-soft size-3.5 shrink-0" />
      </Button>
      <Popover
        placement="bottom end"
        className="bg-raised border-line shadow-floating animate-arrive max-h-80 min-w-36 overflow-auto rounded-lg border p-1.5"
      >
        <ListBox className="outline-none">
          {options.map(([key, text]) => (
            <ListBoxItem
              key={key}
              id={key}
              textValue={text}
              className="data-focused:bg-hover flex h-7 max-md:h-11 cursor-pointer items-center gap-3 rounded-sm px-2.5 outline-none"
            >
              {({ isSelected }) => (
                <>
                  <span className="flex-1">{text}</span>
                  {isSelected ? <Check aria-hidden className="text-accent size-3.5" /> : null}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
