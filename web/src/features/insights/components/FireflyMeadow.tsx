import { t } from '@/lib/messages/insights';

const [width, height] = [340, 110];
/** More than this is a glow anyway. */
const most = 120;
/** Steps of the golden ratio and of the square root of two: spread out, never in rows, and always in the same places. */
const [across, up] = [0.618034, 0.414214];

/** The lights over a line of grass. They stand still: nothing here asks to be looked at. */
export function FireflyMeadow({ count }: { count: number }) {
  const lights = Array.from({ length: Math.min(count, most) }, (_, index) => ({
    x: 8 + ((index * across) % 1) * (width - 16),
    y: 8 + ((index * up) % 1) * (height - 34),
    size: 1.8 + ((index * 7) % 5) * 0.35,
  }));
  const blades = Array.from({ length: 34 }, (_, index) => {
    const x = 4 + index * 10;
    const tall = 10 + ((index * 37) % 11);
    return `M${x} ${height} q ${(index % 3) - 1} -${tall / 2} ${((index * 5) % 7) - 3} -${tall}`;
  });
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('insights.fireflies', { count })}
      className="bg-sunken mb-3 block h-auto w-full max-w-md rounded-lg"
    >
      <path
        d={blades.join(' ')}
        fill="none"
        stroke="var(--good)"
        strokeWidth="1.5"
        strokeLinecap="round"
        opacity="0.55"
      />
      {lights.map(({ x, y, size }, index) => (
        <g key={index}>
          <circle cx={x} cy={y} r={size * 2.6} fill="var(--firefly)" opacity="0.22" />
          <circle
            cx={x}
            cy={y}
            r={size}
            fill="var(--firefly)"
            stroke="var(--firefly-ink)"
            strokeWidth="0.5"
          />
        </g>
      ))}
    </svg>
  );
}
