import type { HeadPosition } from './headPositions';

const order = 4;
const terms = 20;

// A little smoothing keeps one electrode's noise from drawing rings around it.
const smoothing = 1e-5;

/**
 * A smooth function over the head through (almost) all given values.
 * Spherical spline of order 4: Perrin et al. 1989, doi:10.1016/0013-4694(89)90180-6.
 */
export function fitSphericalSpline(
  places: readonly HeadPosition[],
  values: readonly number[],
): (place: HeadPosition) => number {
  const count = places.length;
  // Unknowns: one weight for each electrode and a constant; the weights sum to 0.
  const matrix = places.map((place, row) => [
    ...places.map((other, column) => kernel(dot(place, other)) + (row === column ? smoothing : 0)),
    1,
    values[row] ?? 0,
  ]);
  matrix.push([...places.map(() => 1), 0, 0]);
  const solution = solve(matrix);
  const constant = solution[count] ?? 0;
  return (place) =>
    places.reduce((sum, other, index) => sum + (solution[index] ?? 0) * kernel(dot(place, other)), constant);
}

function dot(a: HeadPosition, b: HeadPosition): number {
  return Math.max(-1, Math.min(1, a.x * b.x + a.y * b.y + a.z * b.z));
}

/** Perrin's g(cos θ): a sum of Legendre polynomials by their recurrence. */
function kernel(cosine: number): number {
  let before = 1;
  let current = cosine;
  let sum = 0;
  for (let degree = 1; degree <= terms; degree++) {
    sum += ((2 * degree + 1) / (degree * (degree + 1)) ** order) * current;
    [before, current] = [current, ((2 * degree + 1) * cosine * current - degree * before) / (degree + 1)];
  }
  return sum / (4 * Math.PI);
}

/** Gaussian elimination with partial pivoting of an augmented matrix. */
function solve(matrix: number[][]): number[] {
  const size = matrix.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(at(matrix, row, column)) > Math.abs(at(matrix, pivot, column))) pivot = row;
    }
    const pivotRow = matrix[pivot] ?? [];
    matrix[pivot] = matrix[column] ?? [];
    matrix[column] = pivotRow;
    for (let row = column + 1; row < size; row++) {
      const factor = at(matrix, row, column) / at(matrix, column, column);
      matrix[row] = (matrix[row] ?? []).map((value, index) => value - factor * (pivotRow[index] ?? 0));
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row--) {
    let rest = at(matrix, row, size);
    for (let column = row + 1; column < size; column++)
      rest -= at(matrix, row, column) * (solution[column] ?? 0);
    solution[row] = rest / at(matrix, row, row);
  }
  return solution;
}

function at(matrix: readonly (readonly number[])[], row: number, column: number): number {
  return matrix[row]?.[column] ?? 0;
}
