import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { openHelp } from '@/features/help/model/helpSheet';
import { t } from '@/lib/messages/companion';
import { useSteadyingAction } from '../api/steadyingAction';
import { RecommendationCard } from './RecommendationCard';

/** After a very low mood, before anything else: something to hold on to, the plan, and people. */
export function SteadyFirst() {
  const { data: anchor } = useSteadyingAction();
  return (
    <section className="border-line mt-10 border-t pt-6">
      <h2 className="text-lg font-semibold tracking-tight">{t('steady.title')}</h2>
      <div className="mt-3 flex flex-wrap gap-3">
        <ButtonLink to="/plan" size="large" className="max-sm:grow">
          {t('followUp.plan')}
        </ButtonLink>
        <Button size="large" tone="danger" className="max-sm:grow" onPress={openHelp}>
          {t('steady.help')}
        </Button>
      </div>
      {anchor && !anchor.is_hidden ? (
        <div className="mt-3">
          <RecommendationCard recommendation={{ ...anchor, why_recommended: '' }} />
        </div>
      ) : null}
    </section>
  );
}
