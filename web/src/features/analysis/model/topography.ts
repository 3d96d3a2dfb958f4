import { regionAbove, sampleGrid } from './contours';
import { fromMap, headPositions, toMap } from './headPositions';
import type { BandName, Report } from './report';
import { fitSphericalSpline } from './sphericalSpline';

export interface MapElectrode {
  label: string;
  x: number;
  /** Pointing down, as in SVG. */
  y: number;
  value: number;
}

export interface Topography {
  electrodes: MapElectrode[];
  minimum: number;
  maximum: number;
  /** Regions from low to high, each drawn over the one before; `share` is 0…1 along the scale. */
  layers: { share: number; path: string }[];
  leftOut: string[];
}

const fewestElectrodes = 4;
const layerCount = 12;
const gridSize = 64;

// The map reaches a little beyond the outermost 10-20 electrodes, which lie at 0.8.
export const mapRadius = 1;

/** Band power over the head from the good channels with 10-20 names; null where there are too few. */
export function bandTopography(report: Report, band: BandName): Topography | null {
  const bad = new Set(
    report.quality?.channels.filter((channel) => channel.status === 'bad').map(({ label }) => label),
  );
  const taken = new Set<string>();
  const placed = report.recording.channels.flatMap(({ label, name }) => {
    // Of two channels of one electrode the first stands on the map: two values in one place fit no surface.
    const place = name === null || taken.has(name) ? undefined : headPositions.get(name);
    if (name !== null) taken.add(name);
    const value = report.spectrum?.band_power_uv2[label]?.[band];
    return place && typeof value === 'number' && Number.isFinite(value)
      ? [{ label, name, place, value }]
      : [];
  });
  const good = placed.filter(({ label }) => !bad.has(label));
  if (good.length < fewestElectrodes) return null;

  const spline = fitSphericalSpline(
    good.map(({ place }) => place),
    good.map(({ value }) => value),
  );
  const values = good.map(({ value }) => value);
  const minimum = Math.min(...values);
  const maximum = Math.max(...values);
  const span = maximum - minimum || 1;
  const grid = sampleGrid(gridSize, (x, y) => spline(fromMap(x, y)));
  const layers = Array.from({ length: layerCount }, (_, index) => {
    const share = index / layerCount;
    return {
      share: (index + 0.5) / layerCount,
      path: index === 0 ? '' : regionAbove(grid, minimum + share * span),
    };
  });
  return {
    electrodes: good.map(({ label, name, place, value }) => {
      const { x, y } = toMap(place);
      return { label: name ?? label, x, y: -y, value };
    }),
    minimum,
    maximum,
    layers,
    leftOut: placed.filter(({ label }) => bad.has(label)).map(({ label }) => label),
  };
}
