import { t } from '@/lib/messages/t';
import { drawTraces } from '../model/illustration';

const width = 720;
const height = 400;
const traces = drawTraces(width, height);

export function TraceIllustration({ className = '' }: { className?: string }) {
  return (
    <svg
      viewBox={`-44 0 ${width + 44} ${height}`}
      role="img"
      aria-label={t('welcome.illustration')}
      className={className}
    >
      <defs>
        <linearGradient id="fade" x1="0" x2="1" y1="0" y2="0">
          <stop offset="0.72" stopColor="white" />
          <stop offset="1" stopColor="black" />
        </linearGradient>
        <mask id="fading" maskUnits="userSpaceOnUse" x="-44" y="0" width={width + 44} height={height}>
          <rect x="-44" y="0" width={width + 44} height={height} fill="url(#fade)" />
        </mask>
      </defs>
      <g mask="url(#fading)">
        {[1, 2, 3, 4, 5].map((second) => (
          <line
            key={second}
            x1={(second / 6) * width}
            x2={(second / 6) * width}
            y1="0"
            y2={height}
            stroke="var(--grid)"
            strokeWidth="1"
          />
        ))}
        {traces.map(({ label, path }, index) => (
          <g key={label}>
            <text
              x="-14"
              y={(height / traces.length) * (index + 0.5)}
              textAnchor="end"
              dominantBaseline="middle"
              fontSize="13"
              fill="var(--ink-faint)"
            >
              {label}
            </text>
            <path
              d={path}
              fill="none"
              stroke={index >= 4 ? 'var(--accent)' : 'var(--trace)'}
              strokeWidth="1.35"
              strokeLinejoin="round"
            />
          </g>
        ))}
      </g>
    </svg>
  );
}
