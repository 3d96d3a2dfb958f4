import { useParams } from 'react-router';
import { t } from '@/lib/messages/t';

/** The trace viewer: fills the main area below the app's header. */
export function ViewerPage() {
  const { recordingId } = useParams();
  return (
    <section className="p-6" data-recording-id={recordingId}>
      <h1 className="text-lg font-semibold">{t('viewer.title')}</h1>
    </section>
  );
}
