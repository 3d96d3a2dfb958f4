/** The steps a reader expects, µV per millimetre of screen. Smaller is larger traces. */
export const sensitivitySteps = [
  1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000,
] as const;

/** CSS defines 96 pixels to the inch; a real screen differs until it has been measured. */
export const defaultPixelsPerMillimetre = 96 / 25.4;

/** Width of a bank card, ISO/IEC 7810 ID-1: the thing everyone has to hold against the screen. */
export const cardWidthMillimetres = 85.6;

export function pixelsPerMicrovolt(
  sensitivityMicrovoltsPerMillimetre: number,
  pixelsPerMillimetre: number,
  gain = 1,
): number {
  return (pixelsPerMillimetre / sensitivityMicrovoltsPerMillimetre) * gain;
}

/** Next step towards larger traces (+1) or smaller ones (-1). */
export function stepSensitivity(current: number, direction: 1 | -1): number {
  const next =
    direction > 0
      ? sensitivitySteps.findLast((step) => step < current * 0.999)
      : sensitivitySteps.find((step) => step > current * 1.001);
  return next ?? current;
}

export function pixelsPerMillimetreFromCard(cardPixels: number): number {
  const measured = cardPixels / cardWidthMillimetres;
  // Outside these a screen would have under 40 or over 400 CSS pixels to the inch: a slip, not a screen.
  return measured >= 1.6 && measured <= 16 ? measured : defaultPixelsPerMillimetre;
}

/** A round amplitude for the scale bar that stands between 6 and 20 mm high. */
export function scaleBarMicrovolts(sensitivityMicrovoltsPerMillimetre: number): number {
  return roundDown(sensitivityMicrovoltsPerMillimetre * 15);
}

/** Largest 1, 2 or 5 times a power of ten that is not above the value. */
export function roundDown(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  const leading = value / power;
  return (leading >= 5 ? 5 : leading >= 2 ? 2 : 1) * power;
}
