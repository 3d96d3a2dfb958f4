import { ChevronLeft } from 'lucide-react';
import { ButtonLink } from '@/components/ButtonLink';
import { t } from '@/lib/messages/library';

export function BackToToday() {
  return (
    <ButtonLink to="/today" tone="quiet" size="touch" className="-ml-4">
      <ChevronLeft aria-hidden className="size-4.5" />
      {t('library.backToday')}
    </ButtonLink>
  );
}

export function BackToLibrary() {
  return (
    <ButtonLink to="/library" tone="quiet" size="touch" className="-ml-4">
      <ChevronLeft aria-hidden className="size-4.5" />
      {t('library.back')}
    </ButtonLink>
  );
}
