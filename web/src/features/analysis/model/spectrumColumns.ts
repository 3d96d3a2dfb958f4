import type { Report } from './report';

/** What the spectrum chart draws: one frequency column (Hz) and one density column (µV²/Hz) for each line. */
export interface SpectrumColumns {
  frequenciesHz: number[];
  lines: SpectrumLine[];
}

export interface SpectrumLine {
  label: string;
  role: 'main' | 'background';
  /** null where there is nothing a logarithmic scale could show. */
  densities: (number | null)[];
}

// Beyond the gamma band, so that mains interference at 50 or 60 Hz shows.
const highestHz = 65;

/** Lines for one channel before all others, or, with null, the median of the good channels before all of them. */
export function spectrumColumns(
  report: Report,
  channel: string | null,
  medianLabel: string,
): SpectrumColumns {
  const spectrum = report.spectrum;
  if (!spectrum) return { frequenciesHz: [], lines: [] };
  const count = spectrum.frequencies_hz.filter((frequency) => frequency <= highestHz).length;
  const entries = Object.entries(spectrum.density_uv2_per_hz).map(
    ([label, densities]) => [label, densities.slice(0, count)] as const,
  );
  const main =
    channel === null
      ? { label: medianLabel, densities: medianOf(goodOnly(report, entries)) }
      : { label: channel, densities: entries.find(([label]) => label === channel)?.[1] ?? [] };
  return {
    frequenciesHz: spectrum.frequencies_hz.slice(0, count),
    lines: [
      ...entries
        .filter(([label]) => label !== channel)
        .map(([label, densities]) => ({
          label,
          role: 'background' as const,
          densities: forLogScale(densities),
        })),
      { label: main.label, role: 'main', densities: forLogScale(main.densities) },
    ],
  };
}

type Entry = readonly [label: string, densities: number[]];

function goodOnly(report: Report, entries: readonly Entry[]): number[][] {
  const bad = new Set(
    report.quality?.channels.filter(({ status }) => status === 'bad').map(({ label }) => label),
  );
  const good = entries.filter(([label]) => !bad.has(label));
  return (good.length > 0 ? good : entries).map(([, densities]) => densities);
}

function medianOf(columns: readonly number[][]): number[] {
  const length = columns[0]?.length ?? 0;
  return Array.from({ length }, (_, index) => {
    const sorted = columns.map((column) => column[index] ?? Number.NaN).sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    const upper = sorted[middle] ?? Number.NaN;
    return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
  });
}

function forLogScale(densities: readonly number[]): (number | null)[] {
  return densities.map((density) => (Number.isFinite(density) && density > 0 ? density : null));
}
