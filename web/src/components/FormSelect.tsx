import { ChevronDown } from 'lucide-react';
import { useId } from 'react';

interface Props {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly (readonly [value: string, label: string])[];
}

/** One of many in a form: the browser's own list, which every phone draws in the way its owner knows. */
export function FormSelect({ label, hint, value, onChange, options }: Props) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <span className="relative">
        <select
          id={id}
          value={value}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onChange={(event) => onChange(event.target.value)}
          className="bg-raised text-ink border-line-strong/70 hover:border-line-strong h-11 w-full appearance-none rounded-sm border pr-10 pl-3 text-base"
        >
          {options.map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden className="text-soft pointer-events-none absolute top-3.5 right-3 size-4" />
      </span>
      {hint ? (
        <span id={`${id}-hint`} className="text-soft text-xs">
          {hint}
        </span>
      ) : null}
    </div>
  );
}
