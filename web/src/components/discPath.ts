/** The outline of what is left of a disc, from the top backwards: it empties clockwise, as a clock turns. */
export function discPath(fraction: number, radius: number): string {
  if (!(fraction > 0)) return '';
  if (fraction >= 1)
    return `M0,${-radius}A${radius},${radius} 0 1 1 0,${radius}A${radius},${radius} 0 1 1 0,${-radius}Z`;
  const angle = (1 - fraction) * 2 * Math.PI;
  const x = (radius * Math.sin(angle)).toFixed(3);
  const y = (-radius * Math.cos(angle)).toFixed(3);
  return `M0,0L${x},${y}A${radius},${radius} 0 ${fraction > 0.5 ? 1 : 0} 1 0,${-radius}Z`;
}
