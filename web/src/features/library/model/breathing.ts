export type BreathPhaseName = 'inhale' | 'hold' | 'exhale' | 'rest';

export interface BreathPhase {
  name: BreathPhaseName;
  seconds: number;
}

export interface BreathPattern {
  /** Only phases that take time, in their order. */
  phases: readonly BreathPhase[];
  breaths: number;
}

export interface Breath {
  /** From 1. */
  number: number;
  phase: BreathPhaseName;
  /** Whole seconds of the phase that are still to come, never 0. */
  secondsLeft: number;
  /** 0 empty … 1 full. */
  fullness: number;
}

const shortestPhaseSeconds = 0.5;
const longestPhaseSeconds = 20;

/** What a library's settings say; a rhythm that nobody could follow becomes a plain slow breath. */
export function patternOf(settings: unknown): BreathPattern {
  const inhale = numberIn(settings, 'inhale_seconds', 4);
  const exhale = numberIn(settings, 'exhale_seconds', 6);
  const phases: BreathPhase[] = [
    { name: 'inhale', seconds: isBreathable(inhale) ? inhale : 4 },
    { name: 'hold', seconds: numberIn(settings, 'hold_seconds', 0) },
    { name: 'exhale', seconds: isBreathable(exhale) ? exhale : 6 },
    { name: 'rest', seconds: numberIn(settings, 'pause_seconds', 0) },
  ];
  return {
    phases: phases.filter(({ seconds }) => isBreathable(seconds)),
    breaths: Math.max(1, Math.round(numberIn(settings, 'breaths', 6))),
  };
}

export function secondsOf(pattern: BreathPattern, phase: BreathPhaseName): number {
  return pattern.phases.find(({ name }) => name === phase)?.seconds ?? 0;
}

export function breathSeconds(pattern: BreathPattern): number {
  return pattern.phases.reduce((sum, { seconds }) => sum + seconds, 0);
}

export function patternSeconds(pattern: BreathPattern): number {
  return breathSeconds(pattern) * pattern.breaths;
}

export function hasHolds(pattern: BreathPattern): boolean {
  return pattern.phases.some(({ name }) => name === 'hold' || name === 'rest');
}

export function withoutHolds(pattern: BreathPattern): BreathPattern {
  return { ...pattern, phases: pattern.phases.filter(({ name }) => name === 'inhale' || name === 'exhale') };
}

/** Where the breath is after this time; the last moment of the last breath once all are over. */
export function breathAt(pattern: BreathPattern, elapsedSeconds: number): Breath {
  const length = breathSeconds(pattern);
  const last = patternSeconds(pattern) - 0.001;
  const time = Math.min(Math.max(elapsedSeconds, 0), last);
  const done = Math.min(Math.floor(time / length), pattern.breaths - 1);
  let within = time - done * length;
  for (const { name, seconds } of pattern.phases) {
    if (within < seconds) {
      return {
        number: done + 1,
        phase: name,
        secondsLeft: Math.ceil(seconds - within),
        fullness: fullnessOf(name, within / seconds),
      };
    }
    within -= seconds;
  }
  return { number: done + 1, phase: 'exhale', secondsLeft: 1, fullness: 0 };
}

/** Slow at both ends, as breath is. */
function fullnessOf(phase: BreathPhaseName, fraction: number): number {
  const eased = (1 - Math.cos(Math.PI * fraction)) / 2;
  switch (phase) {
    case 'inhale':
      return eased;
    case 'hold':
      return 1;
    case 'exhale':
      return 1 - eased;
    case 'rest':
      return 0;
  }
}

function isBreathable(seconds: number): boolean {
  return seconds >= shortestPhaseSeconds && seconds <= longestPhaseSeconds;
}

/** A finite number of this name, 0 or more, or what stands for it. */
export function numberIn(settings: unknown, name: string, otherwise: number): number {
  if (typeof settings !== 'object' || settings === null) return otherwise;
  const value = (settings as Record<string, unknown>)[name];
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : otherwise;
}
