import { Activity } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { SegmentedChoice } from '@/components/SegmentedChoice';
import { useStartAnalysis, type AnalysisChoices } from '@/features/recordings/api/startAnalysis';
import type { Analysis, Recording } from '@/features/recordings/model/recording';
import { t } from '@/lib/messages/t';

/** Before the first analysis, and after one that did not finish. */
export function StartAnalysis({ recording, previous }: { recording: Recording; previous: Analysis | null }) {
  return (
    <div className="flex flex-col gap-5">
      {previous?.status === 'failed' ? (
        <div role="alert" className="bg-danger-soft rounded-sm px-3.5 py-3">
          <p className="font-medium">{previous.error?.title ?? t('analysis.failed')}</p>
          <p className="text-soft mt-0.5">{previous.error?.detail ?? t('analysis.failedAdvice')}</p>
        </div>
      ) : null}
      <p className="text-soft max-w-[60ch]">
        {previous?.status === 'cancelled' ? t('analysis.cancelled') : t('analysis.intro')}
      </p>
      <AnalysisForm recordingId={recording.id} label={previous ? t('analysis.again') : t('analysis.start')} />
    </div>
  );
}

export function AnalysisForm({ recordingId, label }: { recordingId: string; label: string }) {
  const start = useStartAnalysis(recordingId);
  const [lineFrequency, setLineFrequency] = useState<NonNullable<AnalysisChoices['lineFrequency']>>('auto');
  const [reference, setReference] = useState<NonNullable<AnalysisChoices['reference']>>('none');
  return (
    <div className="flex flex-col gap-4">
      <SegmentedChoice
        label={t('analysis.lineFrequency')}
        value={lineFrequency}
        onChange={setLineFrequency}
        options={[
          ['auto', t('analysis.lineAuto')],
          ['50', t('analysis.line50')],
          ['60', t('analysis.line60')],
        ]}
      />
      <SegmentedChoice
        label={t('analysis.reference')}
        value={reference}
        onChange={setReference}
        options={[
          ['none', t('analysis.referenceNone')],
          ['average', t('analysis.referenceAverage')],
        ]}
      />
      <Button
        tone="primary"
        className="self-start"
        isPending={start.isPending}
        onPress={() => start.mutate({ lineFrequency, reference })}
      >
        <Activity aria-hidden className="size-4" />
        {label}
      </Button>
      {start.isError ? <ProblemNotice error={start.error} /> : null}
    </div>
  );
}
