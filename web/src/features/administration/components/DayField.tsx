interface Props {
  label: string;
  /** `2026-03-04`, or empty. */
  value: string;
  onChange: (day: string) => void;
}

/** A day by the browser's own picker. */
export function DayField({ label, value, onChange }: Props) {
  return (
    <label className="text-soft inline-flex items-center gap-1.5 text-xs font-medium max-sm:flex-col max-sm:items-stretch max-sm:gap-1">
      {label}
      <input
        type="date"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="bg-raised border-line-strong/60 hover:border-line-strong text-ink motion-quick h-7 rounded-sm border px-2 text-xs transition-colors max-md:h-9"
      />
    </label>
  );
}
