import { discPath } from './discPath';

const marks = Array.from({ length: 12 }, (_, hour) => hour * 30);

interface Props {
  /** What is left, 0…1. */
  fraction: number;
  /** The same in words. */
  label: string;
  className?: string;
}

/** Time as something to see: a disc that empties as a clock turns. One colour, nothing else moves. */
export function TimeDisc({ fraction, label, className = 'size-[min(66vw,18rem,42dvh)]' }: Props) {
  return (
    <svg viewBox="-50 -50 100 100" className={className} role="img" aria-label={label}>
      <circle r="48" className="fill-raised stroke-line" strokeWidth="1" />
      <path d={discPath(fraction, 43)} className="fill-accent" />
      {marks.map((degrees) => (
        <line
          key={degrees}
          x1="0"
          x2="0"
          y1="-48"
          y2="-45"
          transform={`rotate(${degrees})`}
          className="stroke-line-strong"
          strokeWidth="1"
        />
      ))}
    </svg>
  );
}
