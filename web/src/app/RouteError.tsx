import { Button } from '@/components/Button';
import { PlainPage } from '@/components/PlainPage';
import { t } from '@/lib/messages/t';

/** Shown in place of a screen that threw; also when a newer release has replaced a part still to be loaded. */
export function RouteError() {
  return (
    <PlainPage title={t('app.crashTitle')} text={t('app.crashText')}>
      <Button tone="primary" onPress={() => window.location.reload()}>
        {t('app.crashAction')}
      </Button>
    </PlainPage>
  );
}
