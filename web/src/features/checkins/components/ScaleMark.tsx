/** What a scale is about; each has its own family of shapes, and lightness rises with the value. */
export type ScaleKind = 'mood' | 'energy' | 'level' | 'sensory' | 'masking';

/** One of ten shapes. The number is said beside it; the shape carries the same by form alone. */
export function ScaleMark({
  kind,
  value,
  className = '',
}: {
  kind: ScaleKind;
  value: number;
  className?: string;
}) {
  return (
    <svg viewBox="0 0 40 40" aria-hidden className={className} fill="none">
      {kind === 'mood' ? (
        <Sun value={value} />
      ) : kind === 'energy' ? (
        <Wave value={value} />
      ) : kind === 'sensory' ? (
        <Dots value={value} />
      ) : kind === 'masking' ? (
        <Veil value={value} />
      ) : (
        <Bar value={value} />
      )}
    </svg>
  );
}

/** A sun that climbs from behind the horizon, lighter with every step; rays from the sixth on. */
function Sun({ value }: { value: number }) {
  const radius = 8.5;
  const horizon = 32;
  const centre = horizon + radius - 2.6 - (value - 1) * 2.35;
  const rays = Math.max(0, value - 5) * 2;
  return (
    <>
      {/* A picture within the picture ends at the horizon, and so does the sun. */}
      <svg x="0" y="0" width="40" height={horizon} viewBox={`0 0 40 ${horizon}`}>
        <circle
          cx="20"
          cy={centre}
          r={radius}
          fill={`var(--mood-${value})`}
          stroke="currentColor"
          strokeWidth="1.4"
        />
        {Array.from({ length: rays }, (_, index) => {
          const angle = (index / rays) * 2 * Math.PI - Math.PI / 2;
          const [x, y] = [Math.cos(angle), Math.sin(angle)];
          return (
            <line
              key={index}
              x1={20 + x * (radius + 2)}
              y1={centre + y * (radius + 2)}
              x2={20 + x * (radius + 4.4)}
              y2={centre + y * (radius + 4.4)}
              stroke="currentColor"
              strokeWidth="1.4"
              strokeLinecap="round"
            />
          );
        })}
      </svg>
      <line
        x1="5"
        y1={horizon}
        x2="35"
        y2={horizon}
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
      />
    </>
  );
}

/** A trace: nearly flat at one, tall and full at ten. */
function Wave({ value }: { value: number }) {
  const height = 0.6 + value * 1.35;
  const points = Array.from({ length: 61 }, (_, index) => {
    const x = 5 + index * 0.5;
    const y = 20 - height * Math.sin((index / 60) * 4 * Math.PI) * Math.sin((index / 60) * Math.PI);
    return `${x.toFixed(1)},${y.toFixed(2)}`;
  });
  return (
    <polyline
      points={points.join(' ')}
      stroke="currentColor"
      strokeWidth={1 + value * 0.17}
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  );
}

/** A column that fills. */
function Bar({ value }: { value: number }) {
  const height = value * 2.8;
  return (
    <>
      <rect x="13" y="6" width="14" height="28" rx="4" stroke="currentColor" strokeWidth="1.4" />
      <rect x="13" y={34 - height} width="14" height={height} rx="4" fill="currentColor" opacity={0.75} />
    </>
  );
}

const goldenAngle = Math.PI * (3 - Math.sqrt(5));

/** Dots that fill a field: one alone at one, crowded at ten. */
function Dots({ value }: { value: number }) {
  const count = 1 + Math.round((value - 1) ** 1.75);
  return Array.from({ length: count }, (_, index) => {
    const distance = 16 * Math.sqrt((index + 0.3) / count) * Math.min(1, 0.3 + value * 0.08);
    const angle = index * goldenAngle;
    return (
      <circle
        key={index}
        cx={20 + distance * Math.cos(angle)}
        cy={20 + distance * Math.sin(angle)}
        r={value > 7 ? 1.5 : 1.8}
        fill="currentColor"
        opacity={0.45 + value * 0.055}
      />
    );
  });
}

/** A disc that a curtain of lines covers from below. */
function Veil({ value }: { value: number }) {
  const lines = value - 1;
  return (
    <>
      <circle cx="20" cy="20" r="14" stroke="currentColor" strokeWidth="1.4" />
      {Array.from({ length: lines }, (_, index) => {
        const y = 32 - index * 2.9;
        const half = Math.sqrt(Math.max(0, 14 ** 2 - (y - 20) ** 2));
        return (
          <line
            key={index}
            x1={20 - half}
            x2={20 + half}
            y1={y}
            y2={y}
            stroke="currentColor"
            strokeWidth="1.7"
            opacity={0.85}
          />
        );
      })}
    </>
  );
}
