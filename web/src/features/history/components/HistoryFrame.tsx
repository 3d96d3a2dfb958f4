import { FileUp } from 'lucide-react';
import { ButtonLink } from '@/components/ButtonLink';
import { ViewsFrame } from '@/components/ViewsFrame';
import { t } from '@/lib/messages/history';

/** The same check-ins in three ways. */
export function HistoryFrame() {
  return (
    <ViewsFrame
      className="max-w-[60rem]"
      title={t('history.title')}
      viewsLabel={t('history.views')}
      views={[
        { to: '/history', name: t('history.list') },
        { to: '/history/calendar', name: t('history.calendar') },
        { to: '/history/charts', name: t('history.charts') },
      ]}
      aside={
        <ButtonLink to="/history/import" tone="quiet" size="touch" className="-mx-4">
          <FileUp aria-hidden className="size-4" />
          {t('history.import')}
        </ButtonLink>
      }
    />
  );
}
