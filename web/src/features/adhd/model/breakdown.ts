import patternsFile from '../../../../../src/Halcyon.Wellness/Adhd/TaskBreakdown/task_patterns.json';

// The rules of src/Halcyon.Wellness/Adhd/TaskBreakdown/BreakDown.cs over the same file, for when there is no network. A list
// of tasks with their steps (tests/Halcyon.Wellness.Tests/Adhd/task_breakdowns.json) is checked on both sides.

export interface TaskStep {
  text: string;
  /** It takes at least this long; null where nobody can say. */
  minutes_low: number | null;
  /** Whether it can be taken apart again, one level further down. */
  can_divide: boolean;
}

export interface BrokenDown {
  pattern: string;
  steps: TaskStep[];
  /** Steps that were more than asked for. */
  leftOut: number;
}

interface PatternSteps {
  id: string;
  steps: readonly { text: string; minutes: number | null }[];
}

interface Patterns {
  never: readonly string[];
  low_energy_end: string;
  patterns: readonly (PatternSteps & { when: readonly string[] })[];
  general: PatternSteps;
  moves: readonly (PatternSteps & { verbs: readonly string[] })[];
  any_step: PatternSteps;
  smallest: PatternSteps;
}

const patterns: Patterns = patternsFile;

export const mostSteps = 10;
const deepestLevel = 2;
const lowEnergy = 3;
const stepsOnLowEnergy = 3;
const longestQuote = 60;

/** Whether it speaks of dying or of harm: then nothing is taken apart, and help is shown. */
export function isNever(task: string): boolean {
  const words = wordsOf(task);
  return patterns.never.some((phrase) => {
    const wanted = phrase.split(' ');
    return words.some((_, at) => wanted.every((word, index) => fits(words[at + index], word)));
  });
}

export function breakDown(
  task: string,
  level: number,
  energy: number | null = null,
  most = mostSteps,
): BrokenDown {
  const pattern = find(task, level);
  const quoted = quote(task);
  let steps = pattern.steps.map(({ text, minutes }): TaskStep => ({
    text: text.replaceAll('{task}', () => quoted),
    minutes_low: minutes,
    can_divide: level < deepestLevel,
  }));
  if (level === 0 && energy !== null && energy <= lowEnergy && steps.length > stepsOnLowEnergy) {
    steps = [
      ...steps.slice(0, stepsOnLowEnergy),
      { text: patterns.low_energy_end, minutes_low: null, can_divide: false },
    ];
  }
  return { pattern: pattern.id, steps: steps.slice(0, most), leftOut: Math.max(0, steps.length - most) };
}

export function isKnown(pattern: string): boolean {
  return pattern !== patterns.general.id && pattern !== patterns.any_step.id;
}

function find(task: string, level: number): PatternSteps {
  const words = wordsOf(task);
  if (level === 0) {
    let best: PatternSteps = patterns.general;
    let bestScore = 0;
    for (const pattern of patterns.patterns) {
      const score = Math.max(...pattern.when.map((when) => scoreOf(words, when.split(' '))));
      if (score > bestScore) [best, bestScore] = [pattern, score];
    }
    return best;
  }
  if (level > 1) return patterns.smallest;
  const verb = words[0];
  const move = verb === undefined ? undefined : patterns.moves.find(({ verbs }) => verbs.includes(verb));
  return move ?? patterns.any_step;
}

/** How many words fit; 0 unless all do. */
function scoreOf(words: readonly string[], when: readonly string[]): number {
  return when.every((wanted) => words.some((word) => fits(word, wanted))) ? when.length : 0;
}

function fits(word: string | undefined, wanted: string): boolean {
  if (word === undefined) return false;
  return wanted.endsWith('*') ? word.startsWith(wanted.slice(0, -1)) : word === wanted;
}

/** Runs of Latin letters and digits, in lower case. Only ASCII: the server must read the same words. */
function wordsOf(text: string): string[] {
  return (text.match(/[A-Za-z0-9]+/g) ?? []).map((word) => word.toLowerCase());
}

/** The task as it is said within a step: without a full stop, and short. */
function quote(task: string): string {
  const text = task.replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, '').replace(/[.!?]+$/, '');
  if (text.length <= longestQuote) return text;
  const last = text.charCodeAt(longestQuote - 1);
  const isCutThrough = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, isCutThrough ? longestQuote - 1 : longestQuote)}…`;
}
