/** A regular grid of values over the square −1…1 in both directions; row 0 is the top (the nose). */
export interface Grid {
  size: number;
  values: Float64Array;
}

export function sampleGrid(size: number, valueAt: (x: number, y: number) => number): Grid {
  const values = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      values[row * size + column] = valueAt(coordinate(column, size), -coordinate(row, size));
    }
  }
  return { size, values };
}

function coordinate(index: number, size: number): number {
  return (index / (size - 1)) * 2 - 1;
}

/** SVG path of all places at or above `level` (marching squares with linear interpolation), y pointing down. */
export function regionAbove({ size, values }: Grid, level: number): string {
  const value = (row: number, column: number) => values[row * size + column] ?? 0;
  const parts: string[] = [];
  for (let row = 0; row + 1 < size; row++) {
    let runStart = -1;
    for (let column = 0; column + 1 < size; column++) {
      const corners = [
        value(row, column),
        value(row, column + 1),
        value(row + 1, column + 1),
        value(row + 1, column),
      ] as const;
      const isFull = corners.every((corner) => corner >= level);
      // Full cells of a row become one rectangle.
      if (isFull && runStart < 0) runStart = column;
      if (!isFull && runStart >= 0) {
        parts.push(rectangle(row, runStart, column, size));
        runStart = -1;
      }
      if (!isFull && corners.some((corner) => corner >= level))
        parts.push(partialCell(row, column, corners, level, size));
    }
    if (runStart >= 0) parts.push(rectangle(row, runStart, size - 1, size));
  }
  return parts.join('');
}

function rectangle(row: number, fromColumn: number, toColumn: number, size: number): string {
  const [left, right] = [coordinate(fromColumn, size), coordinate(toColumn, size)];
  const [top, bottom] = [coordinate(row, size), coordinate(row + 1, size)];
  return `M${short(left)} ${short(top)}H${short(right)}V${short(bottom)}H${short(left)}Z`;
}

/** The part of a cell above the level: its corners above, and the crossings of its edges, in order around it. */
function partialCell(
  row: number,
  column: number,
  corners: readonly number[],
  level: number,
  size: number,
): string {
  const places = [
    [column, row],
    [column + 1, row],
    [column + 1, row + 1],
    [column, row + 1],
  ] as const;
  const points: string[] = [];
  places.forEach(([x, y], index) => {
    const next = (index + 1) % 4;
    const [here, there] = [corners[index] ?? 0, corners[next] ?? 0];
    const [nextX, nextY] = places[next] ?? [x, y];
    if (here >= level) points.push(point(x, y, size));
    if (here >= level !== there >= level) {
      const fraction = (level - here) / (there - here);
      points.push(point(x + (nextX - x) * fraction, y + (nextY - y) * fraction, size));
    }
  });
  return `M${points.join('L')}Z`;
}

function point(column: number, row: number, size: number): string {
  return `${short(coordinate(column, size))} ${short(coordinate(row, size))}`;
}

function short(value: number): string {
  return value.toFixed(3);
}
