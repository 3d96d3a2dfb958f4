import { usePageTitle } from '@/components/usePageTitle';
import { t } from '@/lib/messages/t';
import { HelpContent } from './HelpContent';

/** Works signed out and with no network: everything on it came with the app. */
export function HelpPage() {
  usePageTitle(t('help.title'));
  return (
    <div className="mx-auto w-full max-w-[42rem] px-5 pt-8 pb-24">
      <h1 tabIndex={-1} className="mb-3 font-serif text-2xl font-medium tracking-tight">
        {t('help.title')}
      </h1>
      <HelpContent eventId={null} because="asked" />
    </div>
  );
}
