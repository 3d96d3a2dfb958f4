import type { Recording } from '@/features/recordings/model/recording';
import { isUnfinished } from '@/features/recordings/model/recording';
import { t } from '@/lib/messages/t';
import { useFollowedAnalysis } from '../api/followAnalysis';
import { AnalysisProgress } from './AnalysisProgress';
import { AnalysisResult } from './AnalysisResult';
import { StartAnalysis } from './StartAnalysis';

export interface AnalysisPanelProps {
  recording: Recording;
  /** Asks the viewer to show this moment, in seconds from the start of the recording. */
  onJumpTo: (seconds: number) => void;
  /** Asks the viewer to point out this channel, by its label in the file; null takes it back. */
  onHighlightChannel: (label: string | null) => void;
}

/** Starts an analysis, shows it working, and shows what it found. Fits a panel from 320 pixels wide. */
export function AnalysisPanel({ recording, onJumpTo, onHighlightChannel }: AnalysisPanelProps) {
  const analysis = useFollowedAnalysis(recording.latest_analysis);
  return (
    <section aria-label={t('analysis.title')} className="@container flex flex-col">
      {analysis !== null && isUnfinished(analysis) ? (
        <AnalysisProgress analysis={analysis} />
      ) : analysis?.status === 'completed' ? (
        <AnalysisResult
          recording={recording}
          analysis={analysis}
          onJumpTo={onJumpTo}
          onHighlightChannel={onHighlightChannel}
        />
      ) : (
        <StartAnalysis recording={recording} previous={analysis} />
      )}
    </section>
  );
}
