/** How one drawn trace is made: how much of each ingredient it has. */
interface Ingredients {
  label: string;
  alpha: number;
  blink: number;
  slow: number;
}

/** From the front of the head to its back: blinks fade, alpha grows, as in a relaxed person. */
const traces: readonly Ingredients[] = [
  { label: 'Fp1', alpha: 0.14, blink: 1, slow: 0.5 },
  { label: 'Fp2', alpha: 0.14, blink: 0.95, slow: 0.5 },
  { label: 'F3', alpha: 0.24, blink: 0.34, slow: 0.45 },
  { label: 'C3', alpha: 0.42, blink: 0.1, slow: 0.4 },
  { label: 'P3', alpha: 0.78, blink: 0.03, slow: 0.35 },
  { label: 'Pz', alpha: 0.85, blink: 0.02, slow: 0.32 },
  { label: 'O1', alpha: 1, blink: 0, slow: 0.3 },
  { label: 'O2', alpha: 0.95, blink: 0, slow: 0.3 },
];

const seconds = 6;
const samplesPerSecond = 90;
const blinkAt = 1.55;

/** A repeatable pseudo-random sequence in −1…1 (Park and Miller 1988), so that the picture is always the same. */
function randomSequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return (state / 2147483647) * 2 - 1;
  };
}

function pathOf(
  { alpha, blink, slow }: Ingredients,
  index: number,
  width: number,
  laneHeight: number,
): string {
  const random = randomSequence(7 + index * 131);
  const count = seconds * samplesPerSecond;
  let drift = 0;
  let noise = 0;
  const points: string[] = [];
  for (let sample = 0; sample <= count; sample++) {
    const time = sample / samplesPerSecond;
    drift = drift * 0.985 + random() * 0.06;
    noise = noise * 0.55 + random() * 0.09;
    // Alpha waxes and wanes in spindles of about two seconds.
    const spindle = 0.25 + 0.75 * Math.sin(Math.PI * ((time + 0.25 * index) / 2.1)) ** 2;
    const value =
      alpha * 0.42 * spindle * Math.sin(2 * Math.PI * (10 + 0.03 * index) * time + index * 0.4) +
      slow * drift +
      noise +
      // Up is negative, as EEG is drawn, so the positive blink goes down.
      blink * 1.15 * Math.exp(-(((time - blinkAt) / 0.13) ** 2)) -
      blink * 0.3 * Math.exp(-(((time - blinkAt - 0.32) / 0.17) ** 2));
    const x = (time / seconds) * width;
    const y = laneHeight * (index + 0.5) + value * laneHeight * 0.62;
    points.push(`${x.toFixed(1)} ${y.toFixed(1)}`);
  }
  return `M${points.join('L')}`;
}

export interface DrawnTrace {
  label: string;
  path: string;
}

export function drawTraces(width: number, height: number): DrawnTrace[] {
  const laneHeight = height / traces.length;
  return traces.map((ingredients, index) => ({
    label: ingredients.label,
    path: pathOf(ingredients, index, width, laneHeight),
  }));
}
