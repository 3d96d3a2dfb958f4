import type { TaskStep } from './breakdown';

/** A step as it stands on a page: of a task that is only looked at, or of one that is kept. */
export interface Step {
  /** Of a kept one the server's id, else the page's own. */
  id: string;
  text: string;
  minutes_low: number | null;
  /** 0 for a step of the task, 1 for a part of a step, 2 for a part of that. */
  depth: number;
  done_at: string | null;
  can_divide: boolean;
}

const deepest = 2;

export function canDivide(depth: number): boolean {
  return depth < deepest;
}

/** Puts the parts of a step right behind it, one deeper. */
export function withParts(
  steps: readonly Step[],
  stepId: string,
  parts: readonly TaskStep[],
  newId: () => string,
): Step[] {
  return steps.flatMap((step) =>
    step.id !== stepId
      ? [step]
      : [
          { ...step, can_divide: false },
          ...parts.map(({ text, minutes_low }) => ({
            id: newId(),
            text,
            minutes_low,
            depth: step.depth + 1,
            done_at: null,
            can_divide: canDivide(step.depth + 1),
          })),
        ],
  );
}

/** Moves a step up or down past its neighbour. */
export function moved<Item>(items: readonly Item[], from: number, by: -1 | 1): Item[] {
  const to = from + by;
  const [one, other] = [items[from], items[to]];
  if (one === undefined || other === undefined) return [...items];
  return items.map((item, at) => (at === from ? other : at === to ? one : item));
}

/** Whether its parts were already put behind it. */
export function isDivided(steps: readonly { depth: number }[], at: number): boolean {
  const [step, next] = [steps[at], steps[at + 1]];
  return step !== undefined && next !== undefined && next.depth > step.depth;
}
