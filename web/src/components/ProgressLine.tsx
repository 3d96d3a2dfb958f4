import { ProgressBar } from 'react-aria-components/ProgressBar';

interface Props {
  label: string;
  /** 0…1; left out while the amount of work is unknown. */
  fraction?: number;
  className?: string;
}

export function ProgressLine({ label, fraction, className = '' }: Props) {
  const isKnown = fraction !== undefined;
  return (
    <ProgressBar
      aria-label={label}
      {...(isKnown ? { value: fraction * 100 } : { isIndeterminate: true })}
      className={`bg-line block h-1 overflow-hidden rounded-full ${className}`}
    >
      {({ percentage }) => (
        <div
          className={`bg-accent h-full rounded-full transition-[width] motion-calm ${isKnown ? '' : 'w-1/3 opacity-70'}`}
          style={isKnown ? { width: `${percentage ?? 0}%` } : {}}
        />
      )}
    </ProgressBar>
  );
}
