import { useQuery } from '@tanstack/react-query';
import { RecommendationCard } from '@/features/checkins/components/RecommendationCard';
import { t } from '@/lib/messages/companion';
import { suggestionQuery } from '../api/suggestion';

/** One small thing that may help; when none can be chosen, the place stays empty. */
export function Suggestion({ isReady }: { isReady: boolean }) {
  const suggestion = useQuery({ ...suggestionQuery, enabled: isReady }).data?.[0];
  if (suggestion === undefined) return null;
  return (
    <section className="border-line mt-8 border-t pt-6">
      <h2 className="text-lg font-semibold tracking-tight">{t('today.suggestion')}</h2>
      <div className="mt-3">
        <RecommendationCard recommendation={suggestion} />
      </div>
    </section>
  );
}
