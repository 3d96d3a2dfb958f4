import { Button } from '@/components/Button';
import { t } from '@/lib/messages/library';
import { QuietPage } from './QuietPage';

interface Props {
  onGoOn: () => void;
  onEnough: () => void;
  onLeave: () => void;
}

/** Somebody stopped: three ways on, none of them wrong. */
export function Stopped({ onGoOn, onEnough, onLeave }: Props) {
  return (
    <QuietPage title={t('stopped.title')} text={t('stopped.text')}>
      <div className="flex flex-col gap-3 sm:max-w-80">
        <Button tone="primary" size="large" onPress={onGoOn}>
          {t('stopped.goOn')}
        </Button>
        <Button size="large" onPress={onEnough}>
          {t('stopped.enough')}
        </Button>
        <Button size="large" tone="quiet" onPress={onLeave}>
          {t('stopped.leave')}
        </Button>
      </div>
    </QuietPage>
  );
}
