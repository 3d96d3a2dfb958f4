import type { BodyArea } from './checkIn';

/** Where each area lies on the figure, in units of its drawing (200 × 400); two rectangles where there are two of it. */
export const bodyFigure: Record<
  BodyArea,
  readonly (readonly [x: number, y: number, width: number, height: number])[]
> = {
  head: [[72, 4, 56, 26]],
  eyes: [[72, 32, 56, 22]],
  jaw: [[76, 56, 48, 22]],
  neck: [[101, 80, 24, 24]],
  throat: [[75, 80, 24, 24]],
  shoulders: [[44, 106, 112, 26]],
  upper_back: [[101, 134, 41, 48]],
  chest: [[58, 134, 41, 48]],
  stomach: [[58, 184, 41, 48]],
  lower_back: [[101, 184, 41, 48]],
  arms: [
    [24, 134, 30, 96],
    [146, 134, 30, 96],
  ],
  hands: [
    [18, 232, 32, 32],
    [150, 232, 32, 32],
  ],
  hips: [[58, 234, 84, 30]],
  legs: [
    [58, 266, 40, 98],
    [102, 266, 40, 98],
  ],
  feet: [
    [48, 366, 50, 28],
    [102, 366, 50, 28],
  ],
};
