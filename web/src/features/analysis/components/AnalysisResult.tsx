import { useState } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { ProgressLine } from '@/components/ProgressLine';
import { shownNames } from '@/features/recordings/model/channelNames';
import type { Analysis } from '@/features/recordings/model/recording';
import { t } from '@/lib/messages/t';
import { useReport } from '../api/getReport';
import { omittedWords } from '../model/quality';
import type { AnalysisPanelProps } from './AnalysisPanel';
import { ArtifactTimeline } from './ArtifactTimeline';
import { BandPower } from './BandPower';
import { DownloadMenu } from './DownloadMenu';
import { MissingSection } from './MissingSection';
import { QualitySummary } from './QualitySummary';
import { SpectrumSection } from './SpectrumSection';
import { AnalysisForm } from './StartAnalysis';

export function AnalysisResult({
  recording,
  analysis,
  ...viewer
}: AnalysisPanelProps & { analysis: Analysis }) {
  const report = useReport(analysis.id);
  const [isRepeating, setRepeating] = useState(false);

  if (report.isPending) {
    return (
      <div role="status" className="animate-late">
        <p className="text-soft mb-2">{t('analysis.loadingReport')}</p>
        <ProgressLine label={t('analysis.loadingReport')} />
      </div>
    );
  }
  if (report.isError) {
    return (
      <ProblemNotice
        error={report.error}
        action={<Button onPress={() => void report.refetch()}>{t('app.tryAgain')}</Button>}
      />
    );
  }
  const { quality, spectrum, missing } = report.data;
  const nameOf = shownNames(report.data.recording.channels);
  return (
    <div className="flex flex-col gap-8">
      {quality ? (
        <QualitySummary
          report={report.data}
          quality={quality}
          nameOf={nameOf}
          onHighlightChannel={viewer.onHighlightChannel}
        />
      ) : null}
      {quality ? (
        <ArtifactTimeline
          artifacts={quality.artifacts}
          nameOf={nameOf}
          durationSeconds={report.data.recording.duration_seconds}
          onJumpTo={viewer.onJumpTo}
        />
      ) : null}
      {missing?.length ? (
        <MissingSection missing={missing} nameOf={nameOf} onJumpTo={viewer.onJumpTo} />
      ) : null}
      {spectrum ? <SpectrumSection report={report.data} spectrum={spectrum} nameOf={nameOf} /> : null}
      {spectrum ? <BandPower report={report.data} spectrum={spectrum} nameOf={nameOf} /> : null}
      {!quality && !spectrum ? <p className="text-soft">{omittedWords(report.data)}</p> : null}
      <footer className="border-line flex flex-col gap-4 border-t pt-5">
        <div className="flex flex-wrap items-center gap-2">
          <DownloadMenu analysisId={analysis.id} recordingFileName={recording.file_name} />
          <Button tone="quiet" aria-expanded={isRepeating} onPress={() => setRepeating(!isRepeating)}>
            {t('analysis.again')}…
          </Button>
        </div>
        {isRepeating ? <AnalysisForm recordingId={recording.id} label={t('analysis.start')} /> : null}
        <p className="text-faint text-xs">{t('analysis.notice')}</p>
      </footer>
    </div>
  );
}
