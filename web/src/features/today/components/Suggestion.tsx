import { useQuery } from '@tanstack/react-query';
import { RecommendationCard } from '@/features/checkins/components/RecommendationCard';
import { t } from '@/lib/messages/companion';
import { suggestionQuery } from '../api/suggestion';

/** One small thing that may help; when none can be chosen, the place stays empty. */
export function Suggestion({ isReady }: { isReady: boolean }) {
  const { data } = useQuery({ ...suggestionQuery, enabled: isReady });
  if (!data) return null;
  return (
    <section className="border-line mt-8 border-t pt-6">
      <h2 className="text-lg font-semibold tracking-tight">{t('today.suggestion')}</h2>
      <div className="mt-3">
        <RecommendationCard recommendation={data} />
      </div>
    </section>
  );
}
