import { describe, expect, it } from 'vitest';
import { regionAbove, sampleGrid } from './contours';
import { fromMap, headPositions, toMap } from './headPositions';
import { fitSphericalSpline } from './sphericalSpline';

const tenTwenty = 'Fp1 Fp2 F7 F3 Fz F4 F8 T7 C3 Cz C4 T8 P7 P3 Pz P4 P8 O1 O2'.split(' ');
const places = tenTwenty.map((name) => headPositions.get(name)!);

describe('head positions', () => {
  it('lie where the 10-20 system puts them', () => {
    expect(toMap(headPositions.get('Cz')!)).toEqual({ x: 0, y: 0 });
    const t7 = toMap(headPositions.get('T7')!);
    expect(t7.x).toBeCloseTo(-0.8, 12);
    expect(t7.y).toBeCloseTo(0, 12);
    expect(toMap(headPositions.get('Fz')!).y).toBeCloseTo(0.4, 12);
  });

  it('are mirror images, on the unit sphere', () => {
    for (const [left, right] of [
      ['Fp1', 'Fp2'],
      ['F3', 'F4'],
      ['P7', 'P8'],
    ] as const) {
      const [a, b] = [headPositions.get(left)!, headPositions.get(right)!];
      expect([a.x, a.y, a.z]).toEqual([
        expect.closeTo(-b.x, 12),
        expect.closeTo(b.y, 12),
        expect.closeTo(b.z, 12),
      ]);
      expect(Math.hypot(a.x, a.y, a.z)).toBeCloseTo(1, 12);
    }
  });

  it('survive the way to the map and back', () => {
    for (const place of places) {
      const { x, y } = toMap(place);
      const back = fromMap(x, y);
      expect(Math.hypot(back.x - place.x, back.y - place.y, back.z - place.z)).toBeLessThan(1e-12);
    }
  });
});

describe('the spherical spline', () => {
  it('keeps a constant constant', () => {
    const spline = fitSphericalSpline(
      places,
      places.map(() => 7),
    );

    expect(spline(fromMap(0.3, -0.9))).toBeCloseTo(7, 9);
  });

  it('passes through the values up to its smoothing', () => {
    const values = places.map(({ x, y }) => 10 + 4 * x - 3 * y);
    const spline = fitSphericalSpline(places, values);

    // The smoothing of 1e-5 stands against kernel values near 0.01, a thousandth of the values' range of about 10.
    places.forEach((place, index) => expect(Math.abs(spline(place) - values[index]!)).toBeLessThan(0.02));
  });

  it('follows a linear field between the electrodes', () => {
    const spline = fitSphericalSpline(
      places,
      places.map(({ y }) => y),
    );
    const between = fromMap(0.2, 0.2);

    expect(spline(between)).toBeCloseTo(between.y, 1);
  });
});

describe('contours', () => {
  /** Area of an SVG path of straight closed rings, by the shoelace formula. */
  function areaOf(path: string): number {
    return path
      .split('Z')
      .filter(Boolean)
      .reduce((sum, ring) => {
        const points: [number, number][] = [];
        for (const [, command, rest] of ring.matchAll(/([MLHV])([^MLHV]*)/g)) {
          const [x, y] = points.at(-1) ?? [0, 0];
          const numbers = (rest ?? '').trim().split(/[ ,]/).map(Number);
          if (command === 'H') points.push([numbers[0]!, y]);
          else if (command === 'V') points.push([x, numbers[0]!]);
          else points.push([numbers[0]!, numbers[1]!]);
        }
        const twice = points.reduce((area, [x, y], index) => {
          const [nextX, nextY] = points[(index + 1) % points.length]!;
          return area + x * nextY - nextX * y;
        }, 0);
        return sum + Math.abs(twice) / 2;
      }, 0);
  }

  it('enclose exactly the part of a slope above the level', () => {
    const slope = sampleGrid(33, (x) => x);

    // The square is 4 large; x ≥ 0.3 is 1.4 of it. Path numbers are rounded to 0.001.
    expect(areaOf(regionAbove(slope, 0.3))).toBeCloseTo(1.4, 2);
    expect(areaOf(regionAbove(slope, -2))).toBeCloseTo(4, 2);
    expect(regionAbove(slope, 2)).toBe('');
  });

  it('enclose a hill as a disc', () => {
    const hill = sampleGrid(65, (x, y) => 1 - Math.hypot(x, y));

    // A circle of radius 0.5; straight pieces cut off less than 1 % of it.
    expect(areaOf(regionAbove(hill, 0.5)) / (Math.PI * 0.25)).toBeCloseTo(1, 2);
  });
});
