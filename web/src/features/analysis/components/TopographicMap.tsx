import { useId } from 'react';
import { formatMeasure } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import { mapRadius, type Topography } from '../model/topography';

/** Colour along the scale; lightness alone carries the order, so it also reads without hue. */
function scaleColour(share: number): string {
  return `color-mix(in oklch, var(--map-high) ${(share * 100).toFixed(1)}%, var(--map-low))`;
}

export function TopographicMap({ topography, bandName }: { topography: Topography; bandName: string }) {
  const clip = useId();
  return (
    <div className="mt-3 flex items-center gap-4 @max-[22rem]:flex-col">
      <svg
        viewBox="-1.14 -1.22 2.28 2.36"
        role="img"
        aria-label={t('analysis.map', { band: bandName })}
        className="w-full max-w-72 min-w-0"
      >
        <defs>
          <clipPath id={clip}>
            <circle r={mapRadius} />
          </clipPath>
        </defs>
        <Outline />
        <g clipPath={`url(#${clip})`}>
          <circle r={mapRadius} style={{ fill: scaleColour(topography.layers[0]?.share ?? 0) }} />
          {topography.layers.slice(1).map(({ share, path }) => (
            <path
              key={share}
              d={path}
              strokeWidth="0.006"
              style={{ fill: scaleColour(share), stroke: scaleColour(share) }}
            />
          ))}
        </g>
        <circle r={mapRadius} fill="none" stroke="var(--ink-soft)" strokeWidth="0.014" />
        {topography.electrodes.map(({ label, x, y, value }) => (
          <g key={label}>
            <title>{`${label}: ${formatMeasure(value)} ${t('analysis.unitMicrovoltsSquared')}`}</title>
            <circle cx={x} cy={y} r="0.06" fill="transparent" />
            <circle cx={x} cy={y} r="0.02" fill="var(--paper)" stroke="var(--ink)" strokeWidth="0.01" />
          </g>
        ))}
      </svg>
      <Legend topography={topography} bandName={bandName} />
    </div>
  );
}

function Outline() {
  return (
    <g fill="none" stroke="var(--ink-soft)" strokeWidth="0.014" strokeLinejoin="round" strokeLinecap="round">
      <path d="M-0.13 -0.99L0 -1.16L0.13 -0.99" />
      <path d="M-0.995 -0.14C-1.1 -0.18 -1.1 0.18 -0.995 0.14" />
      <path d="M0.995 -0.14C1.1 -0.18 1.1 0.18 0.995 0.14" />
    </g>
  );
}

function Legend({
  topography: { layers, minimum, maximum },
  bandName,
}: {
  topography: Topography;
  bandName: string;
}) {
  const middle = (minimum + maximum) / 2;
  return (
    <div className="flex shrink-0 flex-col gap-1.5 @max-[22rem]:w-full">
      <span className="text-soft text-xs">{t('analysis.mapLegend', { band: bandName })}</span>
      <div className="flex gap-2 @max-[22rem]:flex-col">
        <div className="flex h-36 w-3.5 flex-col-reverse overflow-hidden rounded-[3px] @max-[22rem]:h-3.5 @max-[22rem]:w-full @max-[22rem]:flex-row">
          {layers.map(({ share }) => (
            <span key={share} className="flex-1" style={{ backgroundColor: scaleColour(share) }} />
          ))}
        </div>
        <div className="text-soft numeric flex h-36 flex-col-reverse justify-between text-xs @max-[22rem]:h-auto @max-[22rem]:flex-row">
          <span>{formatMeasure(minimum)}</span>
          <span>{formatMeasure(middle)}</span>
          <span>{formatMeasure(maximum)}</span>
        </div>
      </div>
    </div>
  );
}
