import { useId, useState } from 'react';

interface Props {
  label: string;
  /** HH:mm, of 24 hours. */
  value: string;
  onChange: (value: string) => void;
  /** Said when the field was left empty. */
  missing: string;
}

/** A time of day, written and shown the reader's way by the browser's own field. */
export function TimeInput({ label, value, onChange, missing }: Props) {
  const id = useId();
  // A browser's field is empty while one of its parts is being replaced.
  const [typed, setTyped] = useState<string | null>(null);
  const isMissing = typed === '';
  return (
    <span className="inline-flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        type="time"
        value={typed ?? value}
        aria-invalid={isMissing}
        aria-describedby={isMissing ? `${id}-error` : undefined}
        onChange={(event) => {
          setTyped(event.target.value);
          if (event.target.value !== '') onChange(event.target.value);
        }}
        onBlur={() => setTyped(null)}
        className="bg-raised border-line-strong/70 hover:border-line-strong aria-invalid:border-danger numeric h-11 w-36 rounded-sm border px-3 text-base"
      />
      {isMissing ? (
        <span id={`${id}-error`} className="text-danger text-xs font-medium">
          {missing}
        </span>
      ) : null}
    </span>
  );
}
