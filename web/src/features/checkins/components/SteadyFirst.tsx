import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { openHelp } from '@/features/help/model/helpSheet';
import { t } from '@/lib/messages/companion';
import type { Recommendation } from '../model/checkIn';
import { RecommendationCard } from './RecommendationCard';

/** In a hard moment, before anything else: the plan, people, and something to hold on to where it can be had. */
export function SteadyFirst({ anchor }: { anchor: Recommendation | undefined }) {
  return (
    <section aria-label={t('steady.title')} className="border-line mt-10 border-t pt-6">
      <h2 className="text-lg font-semibold tracking-tight">{t('steady.title')}</h2>
      <div className="mt-3 flex flex-wrap gap-3">
        <ButtonLink to="/plan" size="large" className="max-sm:grow">
          {t('followUp.plan')}
        </ButtonLink>
        <Button size="large" tone="danger" className="max-sm:grow" onPress={openHelp}>
          {t('steady.help')}
        </Button>
      </div>
      {anchor === undefined ? null : (
        <div className="mt-3">
          <RecommendationCard recommendation={anchor} />
        </div>
      )}
    </section>
  );
}
