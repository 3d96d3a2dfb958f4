import type { Lane } from './lanes';
import { indexRange, unitText } from './readings';
import type { SignalChannel, SignalWindow } from './signalFormat';

/**
 * The samples on screen as CSV: one row per moment, one column per lane, an empty cell in a gap. Lanes of another
 * rate fill only the rows of their own samples. Min/max pairs become two rows at the same moment's halves.
 */
export function samplesCsv(
  windows: readonly SignalWindow[],
  lanes: readonly Lane[],
  fromSeconds: number,
  toSeconds: number,
): string {
  const rows = new Map<string, (number | undefined)[]>();
  lanes.forEach((lane, column) => {
    for (const window of windows) {
      const channel = window.channels[lane.channel];
      if (channel) {
        addColumn(rows, channel, column, lanes.length, fromSeconds, toSeconds);
      }
    }
  });
  const header = ['seconds', ...lanes.map((lane) => `${lane.label} (${unitText(lane.unit)})`)]
    .map(cell)
    .join(',');
  const lines = [...rows.entries()]
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([seconds, values]) => [seconds, ...values.map((value) => number(value))].join(','));
  return [header, ...lines, ''].join('\r\n');
}

function addColumn(
  rows: Map<string, (number | undefined)[]>,
  channel: SignalChannel,
  column: number,
  columnCount: number,
  fromSeconds: number,
  toSeconds: number,
): void {
  const perStep = channel.layout === 'min_max' ? 2 : 1;
  const { first, end } = indexRange(channel, fromSeconds, toSeconds);
  for (let index = first * perStep; index < end * perStep; index++) {
    const seconds = (channel.firstSampleSeconds + (index / perStep) * channel.stepSeconds).toFixed(6);
    const row = rows.get(seconds) ?? new Array<number | undefined>(columnCount).fill(undefined);
    row[column] = channel.values[index];
    rows.set(seconds, row);
  }
}

function number(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? '' : String(Number(value.toPrecision(7)));
}

/** Quotes what needs it, and keeps a label from being run as a formula by a spreadsheet. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
