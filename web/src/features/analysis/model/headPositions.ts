/** A place on the unit sphere: x to the right ear, y to the nose, z to the vertex. */
export interface HeadPosition {
  x: number;
  y: number;
  z: number;
}

const degreesPerTenPercent = 22.5;
const degrees = Math.PI / 180;

/** Rows with their name in the outermost places, and tenths of the arc in front of (+) or behind (−) the vertex. */
const rows: readonly (readonly [row: string, outer: string, tenthsForward: number])[] = [
  ['AF', 'AF', 3],
  ['F', 'F', 2],
  ['FC', 'FT', 1],
  ['C', 'T', 0],
  ['CP', 'TP', -1],
  ['P', 'P', -2],
  ['PO', 'PO', -3],
];

/**
 * Places of the 10-10 electrodes by construction, the same as the server's: every 10 % of the nasion-inion arc is
 * 22.5°, and electrodes between the midline and the ring Fpz-T7-Oz divide the circle through both in quarters
 * (Oostenveld and Praamstra 2001, doi:10.1016/S1388-2457(00)00527-7).
 */
export const headPositions: ReadonlyMap<string, HeadPosition> = buildPositions();

/** Seen from above, nose up (y grows upwards); the circle of radius 1 is the level of nasion, ears and inion. */
export function toMap({ x, y, z }: HeadPosition): { x: number; y: number } {
  const length = Math.hypot(x, y);
  const radius = Math.acos(Math.max(-1, Math.min(1, z))) / (5 * degreesPerTenPercent * degrees);
  const scale = length < 1e-12 ? 0 : radius / length;
  return { x: x * scale, y: y * scale };
}

export function fromMap(x: number, y: number): HeadPosition {
  const radius = Math.hypot(x, y);
  const polar = radius * 5 * degreesPerTenPercent * degrees;
  const scale = radius < 1e-12 ? 0 : Math.sin(polar) / radius;
  return { x: x * scale, y: y * scale, z: Math.cos(polar) };
}

function buildPositions(): Map<string, HeadPosition> {
  const positions = new Map<string, HeadPosition>([
    ['Fpz', onSphere(4, 0)],
    ['Fp1', onSphere(4, -18)],
    ['Fp2', onSphere(4, 18)],
    ['O1', onSphere(4, -162)],
    ['O2', onSphere(4, 162)],
    ['Oz', onSphere(4, 180)],
  ]);
  for (const [row, outer, tenthsForward] of rows) addRow(positions, row, outer, tenthsForward);
  return positions;
}

function addRow(
  positions: Map<string, HeadPosition>,
  row: string,
  outer: string,
  tenthsForward: number,
): void {
  const azimuth = 90 - 18 * tenthsForward;
  const midline = onSphere(Math.abs(tenthsForward), tenthsForward >= 0 ? 0 : 180);
  positions.set(`${row}z`, midline);
  for (const side of [-1, 1] as const) {
    const ring = onSphere(4, side * azimuth);
    const numbered = (place: number) => 2 * place - (side < 0 ? 1 : 0);
    for (let quarter = 1; quarter <= 3; quarter++) {
      positions.set(`${row}${numbered(quarter)}`, alongArc(midline, ring, quarter / 4));
    }
    positions.set(`${outer}${numbered(4)}`, ring);
  }
}

function onSphere(tenthsFromVertex: number, azimuthDegrees: number): HeadPosition {
  const polar = tenthsFromVertex * degreesPerTenPercent * degrees;
  const azimuth = azimuthDegrees * degrees;
  return {
    x: Math.sin(polar) * Math.sin(azimuth),
    y: Math.sin(polar) * Math.cos(azimuth),
    z: Math.cos(polar),
  };
}

/** A point on the circle through the midline electrode, the outer one and that one's mirror image. */
function alongArc(from: HeadPosition, to: HeadPosition, fraction: number): HeadPosition {
  const chordY = to.y - from.y;
  const chordZ = to.z - from.z;
  const depth = Math.hypot(chordY, chordZ);
  const halfWidth = Math.abs(to.x);
  const radius = (depth ** 2 + halfWidth ** 2) / (2 * depth);
  const angle = Math.atan2(halfWidth, radius - depth) * fraction;
  const along = (radius * (1 - Math.cos(angle))) / depth;
  return {
    x: Math.sign(to.x) * radius * Math.sin(angle),
    y: from.y + along * chordY,
    z: from.z + along * chordZ,
  };
}
