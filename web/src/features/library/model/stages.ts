import { numberIn, patternOf, patternSeconds, withoutHolds, type BreathPattern } from './breathing';
import type { Intervention, InterventionStep } from './intervention';

/** One screen of an action. */
export type Stage =
  | { kind: 'text'; text: string; seconds: number | null }
  | { kind: 'breathing'; text: string; pattern: BreathPattern; seconds: number }
  | { kind: 'timer'; text: string; seconds: number }
  | { kind: 'senses'; text: string; count: number; seconds: null }
  | { kind: 'writing'; text: string; column: string; seconds: null }
  | { kind: 'review'; seconds: null };

const senses = ['see', 'feel', 'hear', 'smell', 'taste'] as const;
const mostThings = 9;

/** What an action leads through, one screen after the other. */
export function stagesOf(item: Intervention): Stage[] {
  const { steps, player, player_settings: settings } = item;
  switch (player) {
    case 'breathing':
      return withCore(steps, ({ text }) => breathing(text, patternOf(settings)));
    case 'timer':
      return withCore(steps, ({ text, seconds }) => ({
        kind: 'timer',
        text,
        seconds: Math.max(1, numberIn(settings, 'seconds', seconds ?? item.duration_seconds)),
      }));
    case 'grounding_54321':
      return steps.map(({ text }, index) => ({
        kind: 'senses',
        text,
        count: Math.min(mostThings, numberIn(settings, senses[index] ?? '', Math.max(1, 5 - index))),
        seconds: null,
      }));
    case 'thought_record':
      return [
        ...steps.map(({ text }, index): Stage => ({
          kind: 'writing',
          text,
          column: columnsOf(settings)[index] ?? '',
          seconds: null,
        })),
        { kind: 'review', seconds: null },
      ];
    default:
      // A player that a newer server names is still a list of steps.
      return steps.map(({ text, seconds }) => ({ kind: 'text', text, seconds }));
  }
}

/** The same screens with every breath's holding left out. */
export function stagesWithoutHolds(stages: readonly Stage[]): Stage[] {
  return stages.map((stage) =>
    stage.kind === 'breathing' ? breathing(stage.text, withoutHolds(stage.pattern)) : stage,
  );
}

function breathing(text: string, pattern: BreathPattern): Stage {
  return { kind: 'breathing', text, pattern, seconds: patternSeconds(pattern) };
}

/** The longest step is the one that is paced; what comes before and after it is read. */
function withCore(steps: readonly InterventionStep[], core: (step: InterventionStep) => Stage): Stage[] {
  const lengths = steps.map(({ seconds }) => seconds ?? 0);
  const at = lengths.indexOf(Math.max(...lengths));
  if (at < 0) return [core({ text: '', seconds: null })];
  return steps.map((step, index) => (index === at ? core(step) : { kind: 'text', ...step }));
}

function columnsOf(settings: unknown): string[] {
  const columns =
    typeof settings === 'object' && settings !== null && 'columns' in settings && settings.columns;
  return Array.isArray(columns) ? columns.filter((column) => typeof column === 'string') : [];
}
