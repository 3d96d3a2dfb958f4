import { Check } from 'lucide-react';
import { t } from '@/lib/messages/settings';
import { Button } from './Button';

export type SaveStep = 'idle' | 'saving' | 'saved' | 'failed';

/** Whether what is on the page is kept; the place is always there, so nothing jumps. */
export function SaveState({ step, onRetry }: { step: SaveStep; onRetry?: () => void }) {
  return (
    <span className="text-soft flex min-h-7 items-center gap-2 text-sm print:hidden">
      <span role="status">
        {step === 'saving' ? <span className="animate-late inline-block">{t('settings.saving')}</span> : null}
        {step === 'saved' ? (
          <span className="inline-flex items-center gap-1.5">
            <Check aria-hidden className="text-good size-4" />
            {t('settings.saved')}
          </span>
        ) : null}
        {step === 'failed' ? <span className="text-danger font-medium">{t('settings.notSaved')}</span> : null}
      </span>
      {step === 'failed' && onRetry ? (
        <Button size="compact" onPress={onRetry}>
          {t('app.tryAgain')}
        </Button>
      ) : null}
    </span>
  );
}
