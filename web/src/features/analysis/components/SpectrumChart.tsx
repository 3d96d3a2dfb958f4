import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { tokenColour, useThemeInForce } from '@/lib/appearance/tokenColours';
import { formatMeasure, formatNumber } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import { bands } from '../model/bands';
import type { SpectrumColumns } from '../model/spectrumColumns';

const height = 220;

// uPlot declares its numbers as an enum that exists only in its types.
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
const logarithmic: uPlot.Scale.Distr = 3;

/** Power density over frequency, logarithmic upwards, with the five bands shaded behind it. */
export function SpectrumChart({ columns }: { columns: SpectrumColumns }) {
  const host = useRef<HTMLDivElement>(null);
  const theme = useThemeInForce();
  const [reading, setReading] = useState<string | null>(null);
  const main = columns.lines.at(-1);

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const plot = new uPlot(
      options(element.clientWidth || 360, columns, setReading),
      [columns.frequenciesHz, ...columns.lines.map((line) => line.densities)],
      element,
    );
    const observer = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
    // The theme is read from the page while drawing, so a change of it draws anew.
  }, [columns, theme]);

  return (
    <figure>
      <div
        ref={host}
        role="img"
        aria-label={t('analysis.spectrumChart', {
          label: main?.label ?? '',
          from: formatNumber(columns.frequenciesHz[0] ?? 0),
          to: formatNumber(columns.frequenciesHz.at(-1) ?? 0),
        })}
        className="w-full"
        style={{ height }}
      />
      <figcaption className="text-soft numeric flex justify-between text-xs">
        <span>{reading ?? t('analysis.spectrumUnit')}</span>
        <span>{t('analysis.spectrumAxis')}</span>
      </figcaption>
    </figure>
  );
}

function options(
  width: number,
  columns: SpectrumColumns,
  onReading: (text: string | null) => void,
): uPlot.Options {
  const axis = {
    stroke: tokenColour('--ink-faint'),
    font: '11px "Inter Variable", sans-serif',
    grid: { stroke: tokenColour('--grid'), width: 1 },
    ticks: { show: false },
  };
  return {
    width,
    height,
    padding: [8, 12, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: { x: { time: false }, y: { distr: logarithmic } },
    axes: [
      { ...axis, size: 24, gap: 4 },
      {
        ...axis,
        size: 44,
        gap: 4,
        splits: decades,
        values: (_, splits) => splits.map(formatMeasure),
      },
    ],
    series: [{}, ...columns.lines.map(lineStyle)],
    hooks: {
      drawClear: [shadeBands],
      setCursor: [(plot) => onReading(readingAt(plot, columns))],
    },
  };
}

function lineStyle({ role }: SpectrumColumns['lines'][number]): uPlot.Series {
  return role === 'main'
    ? { stroke: tokenColour('--accent'), width: 2, points: { show: false } }
    : { stroke: tokenColour('--line-strong'), width: 1, alpha: 0.3, points: { show: false } };
}

function readingAt(plot: uPlot, columns: SpectrumColumns): string | null {
  const index = plot.cursor.idx;
  if (index === null || index === undefined || (plot.cursor.left ?? -1) < 0) return null;
  const frequency = columns.frequenciesHz[index];
  const density = columns.lines.at(-1)?.densities[index];
  if (frequency === undefined || density === null || density === undefined) return null;
  return t('analysis.spectrumReading', {
    frequency: formatNumber(frequency, 2),
    density: formatMeasure(density),
  });
}

/** Powers of ten only: the lines between them would be denser than the curves. */
function decades(_plot: uPlot, _axis: number, lowest: number, highest: number): number[] {
  const first = Math.ceil(Math.log10(lowest));
  const last = Math.floor(Math.log10(highest));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => 10 ** (first + index));
}

function shadeBands(plot: uPlot): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  const scale = devicePixelRatio;
  ctx.font = `${11 * scale}px "Inter Variable", sans-serif`;
  for (const band of bands) {
    const left = Math.max(bbox.left, plot.valToPos(band.fromHz, 'x', true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(band.toHz, 'x', true));
    if (right <= left) continue;
    ctx.fillStyle = tokenColour(band.colour);
    ctx.globalAlpha = 0.1;
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
    ctx.globalAlpha = 1;
    ctx.fillText(greek[band.name], (left + right) / 2, bbox.top + 4 * scale);
  }
  ctx.restore();
}

const greek: Record<(typeof bands)[number]['name'], string> = {
  delta: 'δ',
  theta: 'θ',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
};
