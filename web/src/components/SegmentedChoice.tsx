import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';

interface Props<Value extends string> {
  label: string;
  isLabelHidden?: boolean;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly (readonly [value: Value, label: string])[];
  /** `touch` where a thumb chooses. */
  size?: 'compact' | 'touch';
}

const sizes = { compact: 'h-7 px-2.5 text-xs max-md:h-11', touch: 'h-11 px-4 text-sm' } as const;

/** A choice of a few, all in view. */
export function SegmentedChoice<Value extends string>(props: Props<Value>) {
  const { label, isLabelHidden = false, value, onChange, options, size = 'compact' } = props;
  return (
    <div className="flex flex-col gap-1.5">
      {isLabelHidden ? null : (
        <span aria-hidden="true" className="text-soft text-xs font-medium">
          {label}
        </span>
      )}
      <ToggleButtonGroup
        aria-label={label}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[value]}
        onSelectionChange={(keys) => {
          const chosen = options.find(([key]) => keys.has(key));
          if (chosen) onChange(chosen[0]);
        }}
        className="bg-sunken border-line inline-flex max-w-full flex-wrap self-start rounded-sm border p-0.5"
      >
        {options.map(([key, text]) => (
          <ToggleButton
            key={key}
            id={key}
            className={`text-soft hover:text-ink data-selected:bg-raised data-selected:text-ink data-selected:ring-line-strong motion-quick cursor-pointer rounded-[4px] font-medium transition-colors data-selected:ring-1 ${sizes[size]}`}
          >
            {text}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
