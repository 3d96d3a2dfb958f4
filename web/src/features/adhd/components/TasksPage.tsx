import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { Loaded } from '@/components/Loaded';
import { ProblemNotice } from '@/components/ProblemNotice';
import { SwitchRow } from '@/components/SwitchRow';
import { TextInput } from '@/components/TextInput';
import { usePreferences } from '@/features/preferences/api/preferences';
import { ToolPage } from '@/features/tools/components/ToolPage';
import { t } from '@/lib/messages/adhd';
import { useDraft } from '@/lib/useDraft';
import { keepTask, patternsQuery, refreshTasks, tasksQuery, type StepToKeep } from '../api/tasks';
import { useCallId } from '../model/callId';
import { useBreakdown } from '../model/useBreakdown';
import { BreakdownView } from './BreakdownView';
import { TaskCard } from './TaskCard';

const longestTask = 200;
const littleEnergy = 2;

/** A task, in parts small enough to begin; and the tasks that are kept. */
export function TasksPage() {
  const isOffered = usePreferences().data?.task_breakdown_auto === true;
  const [task, setTask, dropDraft] = useDraft('adhd.task', '');
  const [isLittle, setLittle] = useState(false);
  const breakdown = useBreakdown();
  const keep = useKeepTask(() => {
    breakdown.leave();
    setTask('');
    dropDraft();
  });
  const words = task.trim();
  const takeApart = () => void breakdown.begin(words, isLittle ? littleEnergy : null);
  const justKeep = () => keep.mutate({ title: words, steps: [] });
  const isBusy = breakdown.waitsFor === 'task' || keep.isPending;
  return (
    <ToolPage title={t('tasks.title')} lead={t('tasks.lead')}>
      <form
        className="mt-6"
        onSubmit={(event) => {
          event.preventDefault();
          if (words === '' || isBusy) return;
          if (isOffered) takeApart();
          else justKeep();
        }}
      >
        <TextInput
          label={t('tasks.task')}
          hint={t('tasks.hint')}
          value={task}
          onChange={setTask}
          maxLength={longestTask}
          autoComplete="off"
        />
        <div className="mt-2 *:border-0">
          <SwitchRow label={t('tasks.littleEnergy')} isSelected={isLittle} onChange={setLittle} />
        </div>
        <div className="mt-2 flex flex-wrap gap-3">
          <Button
            tone={isOffered ? 'primary' : 'secondary'}
            size="large"
            className="max-sm:grow"
            isDisabled={words === ''}
            isPending={breakdown.waitsFor === 'task'}
            {...(isOffered ? { type: 'submit' as const } : { onPress: takeApart })}
          >
            {t('tasks.breakDown')}
          </Button>
          <Button
            tone={isOffered ? 'quiet' : 'primary'}
            size="large"
            className="max-sm:grow"
            isDisabled={words === ''}
            isPending={keep.isPending && breakdown.shown === null}
            {...(isOffered ? { onPress: justKeep } : { type: 'submit' as const })}
          >
            {t('tasks.justKeep')}
          </Button>
        </div>
      </form>
      <div className="mt-4 flex flex-col gap-3 empty:hidden">
        {breakdown.problem === null ? null : <ProblemNotice error={breakdown.problem} />}
        {keep.isError ? <ProblemNotice error={keep.error} /> : null}
      </div>
      {breakdown.shown ? (
        <BreakdownView
          breakdown={breakdown}
          shown={breakdown.shown}
          isKeeping={keep.isPending}
          onKeep={(title, steps) => keep.mutate({ title, steps })}
        />
      ) : null}
      <KeptTasks />
      <WhenThingsGetDone />
    </ToolPage>
  );
}

function useKeepTask(onKept: () => void) {
  const client = useQueryClient();
  const call = useCallId();
  return useMutation({
    mutationFn: (task: { title: string; steps: StepToKeep[] }) =>
      keepTask(task.title, task.steps, call.of(task)),
    onSuccess: async () => {
      call.done();
      onKept();
      await refreshTasks(client);
    },
  });
}

function KeptTasks() {
  const asked = useQuery(tasksQuery);
  return (
    <section className="border-line mt-10 border-t pt-6">
      <h2 className="text-lg font-semibold tracking-tight">{t('tasks.kept')}</h2>
      <div className="mt-3">
        <Loaded of={asked} waiting={t('tasks.loading')}>
          {(tasks) =>
            tasks.length === 0 ? (
              <p className="text-soft text-base">{t('tasks.none')}</p>
            ) : (
              <ul className="flex flex-col gap-4">
                {tasks.map((task) => (
                  <li key={task.id}>
                    <TaskCard task={task} />
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </div>
    </section>
  );
}

/** Only where there is enough to say; otherwise nothing is missing. */
function WhenThingsGetDone() {
  const { data } = useQuery(patternsQuery);
  if (!data?.is_enough) return null;
  const best = data.by_time_of_day.reduce((most, one) =>
    one.finished_steps > most.finished_steps ? one : most,
  );
  if (!isTime(best.time_of_day)) return null;
  return (
    <p className="text-soft mt-8 text-base">
      {t(`tasks.best.${best.time_of_day}`, { count: best.finished_steps, all: data.finished_steps })}
    </p>
  );
}

function isTime(word: string): word is 'morning' | 'afternoon' | 'evening' | 'night' {
  return ['morning', 'afternoon', 'evening', 'night'].includes(word);
}
