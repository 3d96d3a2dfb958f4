import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';

export interface RadioCard<Value extends string> {
  value: Value;
  label: string;
  hint?: string | undefined;
  /** Drawn at the start of the card, e.g. a sample of what is chosen. */
  sample?: ReactNode;
  /** How the label itself is drawn, e.g. in the typeface it names. */
  labelClass?: string;
}

interface Props<Value extends string> {
  label: string;
  isLabelHidden?: boolean;
  value: Value | null;
  onChange: (value: Value) => void;
  options: readonly RadioCard<Value>[];
  columns?: 'one' | 'two' | 'row';
}

const layouts = {
  one: 'grid gap-2',
  two: 'grid gap-2 sm:grid-cols-2',
  row: 'flex flex-wrap gap-2',
} as const;

/** A choice of a few, each said in words. */
export function RadioCards<Value extends string>(props: Props<Value>) {
  const { label, isLabelHidden = false, value, onChange, options, columns = 'one' } = props;
  return (
    <RadioGroup
      value={value}
      onChange={(chosen) => {
        const found = options.find((option) => option.value === chosen);
        if (found) onChange(found.value);
      }}
      className="flex flex-col gap-2"
    >
      <Label className={isLabelHidden ? 'sr-only' : 'text-base font-medium'}>{label}</Label>
      <div className={layouts[columns]}>
        {options.map((option) => (
          <RadioField key={option.value} value={option.value} className="flex min-w-0">
            <RadioButton className="group border-line-strong/60 bg-raised hover:border-line-strong data-selected:border-accent data-selected:bg-accent-soft data-focus-visible:outline-focus motion-quick flex min-h-12 min-w-0 flex-1 cursor-pointer items-center gap-3 rounded-sm border px-3.5 py-2.5 outline-offset-2 transition-colors data-focus-visible:outline-2">
              <span
                aria-hidden
                className="border-line-strong group-data-selected:border-accent grid size-5 shrink-0 place-items-center rounded-full border-2"
              >
                <span className="bg-accent size-2.5 scale-0 rounded-full group-data-selected:scale-100" />
              </span>
              {option.sample}
              <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
                <span className={`block text-base ${option.labelClass ?? ''}`}>{option.label}</span>
                {option.hint ? <span className="text-soft block">{option.hint}</span> : null}
              </span>
            </RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  );
}
