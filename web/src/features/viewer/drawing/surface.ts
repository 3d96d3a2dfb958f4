/** Where a drawing surface stands in time, and its size in device pixels. */
export interface Surface {
  originSeconds: number;
  pixelsPerSecond: number;
  width: number;
  height: number;
  pixelRatio: number;
}

export function xOf(surface: Surface, seconds: number): number {
  return (seconds - surface.originSeconds) * surface.pixelsPerSecond;
}

/** Gives a canvas the size of its box in device pixels; true when that changed (which also clears it). */
export function fitCanvas(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  pixelRatio: number,
): boolean {
  const wide = Math.max(1, Math.round(width * pixelRatio));
  const high = Math.max(1, Math.round(height * pixelRatio));
  if (canvas.width === wide && canvas.height === high) {
    return false;
  }
  canvas.width = wide;
  canvas.height = high;
  return true;
}
