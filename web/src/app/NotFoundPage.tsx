import { ButtonLink } from '@/components/ButtonLink';
import { PlainPage } from '@/components/PlainPage';
import { t } from '@/lib/messages/t';

export function NotFoundPage() {
  return (
    <PlainPage title={t('app.notFoundTitle')} text={t('app.notFoundText')}>
      <ButtonLink to="/" tone="primary">
        {t('app.notFoundAction')}
      </ButtonLink>
    </PlainPage>
  );
}
