import { CalendarDays } from 'lucide-react';
import { ButtonLink } from '@/components/ButtonLink';
import { ViewsFrame } from '@/components/ViewsFrame';
import { t } from '@/lib/messages/insights';

/** What the check-ins tell together. */
export function InsightsFrame() {
  return (
    <ViewsFrame
      className="max-w-[46rem]"
      title={t('insights.title')}
      viewsLabel={t('insights.views')}
      views={[
        { to: '/insights', name: t('insights.week') },
        { to: '/insights/patterns', name: t('insights.patterns') },
        { to: '/insights/questionnaires', name: t('insights.questionnaires') },
      ]}
      aside={
        <ButtonLink to="/history" tone="quiet" size="touch" className="-mx-4">
          <CalendarDays aria-hidden className="size-4" />
          {t('insights.history')}
        </ButtonLink>
      }
    />
  );
}
