import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { showToast } from '@/components/toasts';
import { problemText } from '@/components/problemText';
import { heedAnswer, heedProblem } from '@/features/help/model/heed';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { t } from '@/lib/messages/adhd';

export type Task = components['schemas']['ChecklistResponse'];

export interface StepToKeep {
  id?: string;
  text: string;
  minutes_low: number | null;
  depth: number;
  done: boolean;
}

const tasksKey = ['adhd', 'tasks'] as const;

export const tasksQuery = queryOptions({
  queryKey: [...tasksKey, 'list'],
  queryFn: async ({ signal }) => {
    const items: Task[] = [];
    let cursor: string | null = null;
    do {
      const query: { limit: number; cursor?: string } = {
        limit: 100,
        ...(cursor === null ? {} : { cursor }),
      };
      const page: { items: Task[]; next_cursor: string | null } = await unwrap(
        api.GET('/v1/adhd/tasks', { params: { query }, signal }),
      );
      items.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor !== null);
    return items;
  },
});

export const patternsQuery = queryOptions({
  queryKey: [...tasksKey, 'patterns'],
  queryFn: ({ signal }) => unwrap(api.GET('/v1/adhd/tasks/patterns', { signal })),
});

/** @param callId The same for every try of one press: the task is kept once. */
export async function keepTask(title: string, steps: readonly StepToKeep[], callId: string): Promise<Task> {
  return heard(
    api.POST('/v1/adhd/tasks', {
      params: { header: { 'Idempotency-Key': callId } },
      body: { title, steps: steps.map(toBody) },
    }),
  );
}

export async function replaceTask(task: Task, steps: readonly StepToKeep[]): Promise<Task> {
  return heard(
    api.PUT('/v1/adhd/tasks/{taskId}', {
      params: { path: { taskId: task.id } },
      body: { title: task.title, steps: steps.map(toBody) },
    }),
  );
}

async function heard(
  asked: Parameters<typeof unwrap<components['schemas']['KeptChecklist']>>[0],
): Promise<Task> {
  try {
    const answer = await unwrap(asked);
    heedAnswer(answer);
    return answer.task;
  } catch (error) {
    heedProblem(error);
    throw error;
  }
}

function toBody({ id, text, minutes_low, depth, done }: StepToKeep) {
  return { id: id ?? null, text, minutes_low, depth, done };
}

export function refreshTasks(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: tasksKey });
}

/** Shown at once; taken back, with a word, where it could not be kept. */
export async function tick(client: QueryClient, task: Task, stepId: string, isDone: boolean): Promise<void> {
  const change = (doneAt: string | null) =>
    client.setQueryData(tasksQuery.queryKey, (known: Task[] | undefined) =>
      known?.map((one) =>
        one.id !== task.id
          ? one
          : {
              ...one,
              steps: one.steps.map((step) => (step.id === stepId ? { ...step, done_at: doneAt } : step)),
            },
      ),
    );
  await client.cancelQueries({ queryKey: tasksQuery.queryKey });
  change(isDone ? new Date().toISOString() : null);
  try {
    const params = { path: { taskId: task.id, stepId } };
    await unwrap(api.PUT('/v1/adhd/tasks/{taskId}/steps/{stepId}', { params, body: { done: isDone } }));
  } catch (error) {
    change(isDone ? null : new Date().toISOString());
    showToast({ text: problemText(error).title });
  }
  void client.invalidateQueries({ queryKey: patternsQuery.queryKey });
}

/** Takes a task away, and offers to bring it back. */
export async function removeTask(client: QueryClient, task: Task): Promise<void> {
  const tell = (error: unknown) => showToast({ text: problemText(error).title });
  const params = { path: { taskId: task.id } };
  const restore = () =>
    unwrap(api.POST('/v1/adhd/tasks/{taskId}/restore', { params }))
      .then(() => refreshTasks(client))
      .catch(tell);
  try {
    await unwrap(api.DELETE('/v1/adhd/tasks/{taskId}', { params }));
    showToast({
      text: t('tasks.removed'),
      action: { label: t('tasks.undo'), onPress: () => void restore() },
    });
    await refreshTasks(client);
  } catch (error) {
    tell(error);
  }
}
