import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { ProgressLine } from '@/components/ProgressLine';
import { t } from '@/lib/messages/adhd';
import { newId } from '@/lib/newId';
import { askBreakdown } from '../api/breakdown';
import {
  refreshTasks,
  removeTask,
  replaceTask,
  tasksQuery,
  tick,
  type StepToKeep,
  type Task,
} from '../api/tasks';
import { moved, withParts, type Step } from '../model/steps';
import { stepsOf } from '../model/useBreakdown';
import { StepList } from './StepList';

/** One kept task: its steps to tick, to take apart further, to arrange. */
export function TaskCard({ task }: { task: Task }) {
  const client = useQueryClient();
  const [isArranging, setArranging] = useState(false);
  const change = useChange(task);
  const steps = stepsOf(task.steps);
  const open = steps.filter(({ done_at }) => done_at === null);
  const done = steps.length - open.length;
  return (
    <article className="border-line bg-raised rounded-lg border px-4 pt-3 pb-2 sm:px-5">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1 py-1.5">
          <h3 className="font-serif text-lg leading-snug font-medium [overflow-wrap:anywhere]">
            {task.title}
          </h3>
          {steps.length > 0 ? (
            <p className="text-soft numeric mt-0.5">
              {open.length === 0 ? t('tasks.allDone') : t('tasks.progress', { done, all: steps.length })}
            </p>
          ) : null}
        </div>
        <Button
          tone="quiet"
          size="touch"
          icon
          className="-mr-2 shrink-0"
          aria-label={t('tasks.removeOf', { task: task.title })}
          onPress={() => void removeTask(client, task)}
        >
          <Trash2 aria-hidden className="size-4.5" />
        </Button>
      </div>
      {steps.length > 0 ? (
        <>
          <ProgressLine
            label={t('tasks.progressOf', { task: task.title })}
            fraction={done / steps.length}
            className="mb-2"
          />
          <StepList
            label={t('tasks.stepsOf', { task: task.title })}
            steps={steps}
            dividing={change.isPending && change.variables.kind === 'divide' ? change.variables.stepId : null}
            onDivide={(step) => change.mutate({ kind: 'divide', stepId: step.id, step })}
            next={open[0]?.id ?? null}
            start={(step) => (
              <label className="-my-1 flex size-11 shrink-0 cursor-pointer items-center justify-center self-center">
                <input
                  type="checkbox"
                  className="accent-accent size-5.5 cursor-pointer"
                  aria-label={step.text}
                  checked={step.done_at !== null}
                  onChange={(event) => void tick(client, task, step.id, event.target.checked)}
                />
              </label>
            )}
            end={
              isArranging
                ? (step, at) => (
                    <Arrows
                      step={step}
                      isFirst={at === 0}
                      isLast={at === steps.length - 1}
                      onMove={(by) => change.mutate({ kind: 'arrange', steps: moved(steps, at, by) })}
                    />
                  )
                : undefined
            }
          />
        </>
      ) : null}
      {change.isError ? <ProblemNotice error={change.error} /> : null}
      <div className="flex flex-wrap">
        {steps.length === 0 ? (
          <Button
            size="touch"
            className="mb-2"
            isDisabled={change.isPending}
            onPress={() => change.mutate({ kind: 'begin' })}
          >
            {t('tasks.breakDown')}
          </Button>
        ) : steps.length > 1 ? (
          <Button
            tone="quiet"
            size="touch"
            className="-ml-3"
            aria-pressed={isArranging}
            onPress={() => setArranging(!isArranging)}
          >
            {t(isArranging ? 'tasks.arranged' : 'tasks.arrange')}
          </Button>
        ) : null}
      </div>
    </article>
  );
}

interface ArrowsProps {
  step: Step;
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: -1 | 1) => void;
}

function Arrows({ step, isFirst, isLast, onMove }: ArrowsProps) {
  return (
    <div className="flex shrink-0">
      <Button
        tone="quiet"
        size="touch"
        icon
        isDisabled={isFirst}
        aria-label={t('tasks.up', { step: step.text })}
        onPress={() => onMove(-1)}
      >
        <ArrowUp aria-hidden className="size-4.5" />
      </Button>
      <Button
        tone="quiet"
        size="touch"
        icon
        isDisabled={isLast}
        aria-label={t('tasks.down', { step: step.text })}
        onPress={() => onMove(1)}
      >
        <ArrowDown aria-hidden className="size-4.5" />
      </Button>
    </div>
  );
}

type Change =
  { kind: 'begin' } | { kind: 'divide'; stepId: string; step: Step } | { kind: 'arrange'; steps: Step[] };

function useChange(task: Task) {
  const client = useQueryClient();
  return useMutation({
    // One after the other: each begins from what the one before made.
    scope: { id: `adhd.task.${task.id}` },
    mutationFn: async (change: Change) => {
      const now = client.getQueryData(tasksQuery.queryKey)?.find(({ id }) => id === task.id) ?? task;
      const known = new Set(now.steps.map(({ id }) => id));
      const steps = await changed(now, change);
      return replaceTask(
        now,
        steps.map(({ id, text, minutes_low, depth, done_at }): StepToKeep => ({
          ...(known.has(id) ? { id } : {}),
          text,
          minutes_low,
          depth,
          done: done_at !== null,
        })),
      );
    },
    onSuccess: (kept) =>
      client.setQueryData(tasksQuery.queryKey, (all: Task[] | undefined) =>
        all?.map((one) => (one.id === kept.id ? kept : one)),
      ),
    onError: () => refreshTasks(client),
  });
}

async function changed(task: Task, change: Change): Promise<Step[]> {
  const steps = stepsOf(task.steps);
  switch (change.kind) {
    case 'begin': {
      const answer = await askBreakdown({ task: task.title, parent: null, level: 0, energy: null });
      return answer.steps.map((step) => ({ ...step, id: newId(), depth: 0, done_at: null }));
    }
    case 'divide': {
      const { step } = change;
      const asked = {
        task: step.text.slice(0, 200),
        parent: task.title,
        level: step.depth + 1,
        energy: null,
      };
      const answer = await askBreakdown(asked);
      return answer.isHelp ? steps : withParts(steps, step.id, answer.steps, newId);
    }
    case 'arrange':
      return change.steps;
  }
}
