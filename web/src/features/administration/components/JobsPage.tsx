import { Play } from 'lucide-react';
import { Button } from '@/components/Button';
import { Chip } from '@/components/Chip';
import { Loaded } from '@/components/Loaded';
import { problemText } from '@/components/problemText';
import { showToast } from '@/components/toasts';
import { formatDateTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/administration';
import { useJobs, useRunJob } from '../api/operations';
import type { Job } from '../model/operations';
import { AdminPage } from './AdminPage';
import { DataTable, type Column } from './DataTable';

export function JobsPage() {
  const jobs = useJobs();
  return (
    <AdminPage title={t('admin.jobs')}>
      <Loaded of={jobs} waiting={t('jobs.waiting')}>
        {(items) =>
          items.length === 0 ? (
            <p className="text-soft py-14 text-center">{t('jobs.empty')}</p>
          ) : (
            <DataTable
              label={t('admin.jobs')}
              columns={columns}
              rows={items}
              rowKey={({ group, name }) => `${group}.${name}`}
            />
          )
        }
      </Loaded>
    </AdminPage>
  );
}

/** What the scheduler calls the group of jobs that name none. */
const unnamedGroup = 'DEFAULT';

const columns: readonly [Column<Job>, ...Column<Job>[]] = [
  {
    key: 'job',
    head: t('jobs.columnJob'),
    cell: ({ group, name, description }) => (
      <>
        <span className="block">
          {group === unnamedGroup ? null : <span className="text-faint font-normal">{group}.</span>}
          {name}
        </span>
        {description ? <span className="text-faint block text-xs font-normal">{description}</span> : null}
      </>
    ),
  },
  { key: 'state', head: t('jobs.columnState'), cell: (job) => <State job={job} /> },
  {
    key: 'last',
    head: t('jobs.columnLast'),
    className: 'md:whitespace-nowrap',
    cell: (job) => <When at={job.last_run_at} />,
  },
  {
    key: 'next',
    head: t('jobs.columnNext'),
    className: 'md:whitespace-nowrap',
    cell: (job) => <When at={job.next_run_at} />,
  },
  {
    key: 'run',
    head: t('admin.actions'),
    isHeadHidden: true,
    isUnlabelled: true,
    className: 'md:text-right',
    cell: (job) => <Run job={job} />,
  },
];

function State({ job }: { job: Job }) {
  if (job.is_running) return <Chip tone="good">{t('jobs.running')}</Chip>;
  if (job.last_error) {
    return (
      <>
        <Chip tone="danger">{t('jobs.failed')}</Chip>
        <span className="text-soft mt-1 block max-w-[48ch] text-xs break-words">{job.last_error}</span>
      </>
    );
  }
  return <span className="text-soft">{t('jobs.scheduled')}</span>;
}

function When({ at }: { at: string | null }) {
  return <span className="text-soft numeric">{at ? formatDateTime(at) : t('admin.none')}</span>;
}

function Run({ job: { group, name, is_running: isRunning } }: { job: Job }) {
  const run = useRunJob();
  return (
    <Button
      size="compact"
      aria-label={t('jobs.runOf', { name })}
      isDisabled={isRunning}
      isPending={run.isPending}
      onPress={() =>
        run.mutate(
          { group, name },
          {
            onSuccess: () => showToast({ text: t('jobs.started', { name }) }),
            onError: (error) => showToast({ text: problemText(error).title }),
          },
        )
      }
    >
      <Play aria-hidden className="size-3.5" />
      {t('jobs.run')}
    </Button>
  );
}
