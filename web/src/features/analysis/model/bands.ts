import type { MessageKey } from '@/lib/messages/t';
import type { BandName } from './report';

interface Band {
  name: BandName;
  message: MessageKey & `analysis.band${string}`;
  fromHz: number;
  toHz: number;
  colour: `--band-${BandName}`;
}

/** Half-open bands of the report, slow to fast. */
export const bands = [
  { name: 'delta', message: 'analysis.bandDelta', fromHz: 0.5, toHz: 4, colour: '--band-delta' },
  { name: 'theta', message: 'analysis.bandTheta', fromHz: 4, toHz: 8, colour: '--band-theta' },
  { name: 'alpha', message: 'analysis.bandAlpha', fromHz: 8, toHz: 13, colour: '--band-alpha' },
  { name: 'beta', message: 'analysis.bandBeta', fromHz: 13, toHz: 30, colour: '--band-beta' },
  { name: 'gamma', message: 'analysis.bandGamma', fromHz: 30, toHz: 45, colour: '--band-gamma' },
] as const satisfies readonly Band[];
