import { useParams } from 'react-router';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { ProblemNotice } from '@/components/ProblemNotice';
import { usePageTitle } from '@/components/usePageTitle';
import { useRecording } from '@/features/recordings/api/getRecording';
import { isProblem } from '@/lib/api/problem';
import { t } from '@/lib/messages/t';
import { NotesOnly } from './components/NotesOnly';
import { Viewer } from './components/Viewer';
import { ViewerSkeleton } from './components/ViewerSkeleton';

/** The trace viewer: fills the main area below the app's header. */
export function ViewerPage() {
  const { recordingId = '' } = useParams();
  const { data: recording, error, refetch } = useRecording(recordingId);
  usePageTitle(recording?.title ?? t('viewer.title'));
  if (recording) {
    const hasSamples = recording.channels.length > 0 && recording.duration_seconds > 0;
    return hasSamples ? (
      <Viewer key={recording.id} recording={recording} />
    ) : (
      <NotesOnly recording={recording} />
    );
  }
  if (isProblem(error) && error.status === 404) {
    return (
      <section className="mx-auto flex max-w-md flex-col items-start gap-3 p-8">
        <h1 className="text-lg font-semibold">{t('viewer.notFoundTitle')}</h1>
        <p className="text-soft">{t('viewer.notFoundText')}</p>
        <ButtonLink to="/recordings">{t('viewer.back')}</ButtonLink>
      </section>
    );
  }
  if (error) {
    return (
      <section className="mx-auto max-w-xl p-8">
        <h1 className="mb-3 text-lg font-semibold">{t('viewer.loadFailed')}</h1>
        <ProblemNotice
          error={error}
          action={
            <Button size="compact" onPress={() => void refetch()}>
              {t('viewer.retry')}
            </Button>
          }
        />
      </section>
    );
  }
  return <ViewerSkeleton />;
}
