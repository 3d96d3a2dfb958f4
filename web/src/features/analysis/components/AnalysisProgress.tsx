import { Button } from '@/components/Button';
import { ProgressLine } from '@/components/ProgressLine';
import { ProblemNotice } from '@/components/ProblemNotice';
import type { Analysis } from '@/features/recordings/model/recording';
import { formatPercent } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import { useCancelAnalysis } from '../api/cancelAnalysis';

const stages = ['reading', 'quality', 'spectrum'] as const;

export function AnalysisProgress({ analysis }: { analysis: Analysis }) {
  const cancel = useCancelAnalysis();
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-baseline justify-between gap-4">
        <p aria-live="polite" className="font-medium">
          {analysis.status === 'queued' ? t('analysis.queued') : stageWords(analysis.stage)}
        </p>
        <p className="text-soft numeric">{formatPercent(analysis.progress)}</p>
      </div>
      <ProgressLine label={t('analysis.progress')} fraction={analysis.progress} />
      <ol className="text-soft mt-1 flex flex-col gap-1.5">
        {stages.map((stage, index) => {
          const current = stages.findIndex((known) => known === analysis.stage);
          const isDone = current > index;
          return (
            <li key={stage} className="flex items-center gap-2.5">
              <span
                aria-hidden
                className={`size-1.5 rounded-full ${isDone ? 'bg-accent' : current === index ? 'bg-firefly' : 'bg-line-strong/50'}`}
              />
              <span className={current === index ? 'text-ink' : ''}>{stageWords(stage)}</span>
            </li>
          );
        })}
      </ol>
      <Button
        className="mt-1 self-start"
        isPending={cancel.isPending}
        onPress={() => cancel.mutate(analysis.id)}
      >
        {t('analysis.cancel')}
      </Button>
      {cancel.isError ? <ProblemNotice error={cancel.error} /> : null}
    </div>
  );
}

function stageWords(stage: string | null): string {
  switch (stage) {
    case 'reading':
      return t('analysis.stageReading');
    case 'quality':
      return t('analysis.stageQuality');
    case 'spectrum':
      return t('analysis.stageSpectrum');
    default:
      return t('analysis.stageOther');
  }
}
