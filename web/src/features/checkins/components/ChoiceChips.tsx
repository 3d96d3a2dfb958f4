interface Props<Value extends string> {
  label: string;
  options: readonly (readonly [value: Value, label: string, hint?: string])[];
  /** Those chosen; with `isSingle` one at most. */
  chosen: readonly string[];
  onToggle: (value: Value) => void;
}

/** Words to choose among; pressing one again takes it back. */
export function ChoiceChips<Value extends string>({ label, options, chosen, onToggle }: Props<Value>) {
  return (
    <div role="group" aria-label={label} className="flex flex-wrap gap-2">
      {options.map(([value, text, hint]) => (
        <button
          key={value}
          type="button"
          aria-pressed={chosen.includes(value)}
          onClick={() => onToggle(value)}
          className={`border-line-strong/60 bg-raised aria-pressed:border-accent aria-pressed:bg-accent-soft hover:border-accent motion-quick min-h-11 cursor-pointer border text-left text-base transition-colors aria-pressed:ring-1 aria-pressed:ring-accent ${hint ? 'w-full rounded-lg px-4 py-2.5 sm:w-[calc(50%-0.25rem)]' : 'rounded-full px-4'}`}
        >
          <span className={hint ? 'block font-medium' : ''}>{text}</span>
          {hint ? <span className="text-soft block text-sm">{hint}</span> : null}
        </button>
      ))}
    </div>
  );
}
