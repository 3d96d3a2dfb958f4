import { GradeBadge } from '@/components/GradeBadge';
import { Button } from '@/components/Button';
import { problemText } from '@/components/problemText';
import { ProgressLine } from '@/components/ProgressLine';
import { formatPercent } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import { useStartAnalysis } from '../api/startAnalysis';
import { shownNames } from '../model/channelNames';
import type { Analysis, Recording } from '../model/recording';

/** What the latest analysis says, or how far it is. */
export function AnalysisState({ recording }: { recording: Recording }) {
  const analysis = recording.latest_analysis;
  switch (analysis?.status) {
    case 'queued':
    case 'running': {
      const label =
        analysis.status === 'queued'
          ? t('recordings.stateQueued')
          : t('recordings.stateRunning', { percent: formatPercent(analysis.progress) });
      return (
        <div className="max-w-44">
          <p className="text-soft numeric text-xs">{label}</p>
          <ProgressLine label={label} fraction={analysis.progress} className="mt-1.5" />
        </div>
      );
    }
    case 'completed':
      return analysis.summary ? <Summary recording={recording} summary={analysis.summary} /> : null;
    default:
      return <NotAnalysed recording={recording} />;
  }
}

function Summary({
  recording,
  summary,
}: {
  recording: Recording;
  summary: NonNullable<Analysis['summary']>;
}) {
  const bad = summary.bad_channels;
  if (summary.grade === null && summary.reason !== 'too_short') {
    return <p className="text-faint">{ungradedWords(summary.reason)}</p>;
  }
  return (
    <div className="flex items-center gap-2.5">
      <GradeBadge grade={summary.grade} />
      <p className="min-w-0">
        <span className="text-ink block truncate">
          {bad.length > 0
            ? t('recordings.gradeBad', { count: bad.length })
            : summary.grade === null
              ? t('recordings.gradeTooShort')
              : t('recordings.gradeAllGood')}
        </span>
        {bad.length > 0 ? (
          <span className="text-faint block truncate text-xs">
            {summary.grade === null ? `${t('recordings.gradeTooShort')} · ` : null}
            {bad.map(shownNames(recording.channels)).join(', ')}
          </span>
        ) : null}
      </p>
    </div>
  );
}

function ungradedWords(reason: string | null): string {
  if (reason === 'no_signals') return t('recordings.notesOnly');
  return reason === 'no_eeg' ? t('recordings.gradeNoEeg') : t('recordings.gradeNotMeasurable');
}

function NotAnalysed({ recording }: { recording: Recording }) {
  const start = useStartAnalysis(recording.id);
  const status = recording.latest_analysis?.status;
  const label =
    status === 'failed'
      ? t('recordings.stateFailed')
      : status === 'cancelled'
        ? t('recordings.stateCancelled')
        : t('recordings.stateNone');
  return (
    <div className="flex flex-wrap items-center gap-x-2.5">
      <span className={status === 'failed' ? 'text-danger' : 'text-faint'}>{label}</span>
      <Button
        size="compact"
        className="relative z-10"
        isPending={start.isPending}
        onPress={() => start.mutate(undefined)}
      >
        {status ? t('recordings.analyseAgain') : t('recordings.analyse')}
      </Button>
      {start.isError ? (
        <span role="alert" className="text-danger w-full text-xs">
          {problemText(start.error).title}
        </span>
      ) : null}
    </div>
  );
}
