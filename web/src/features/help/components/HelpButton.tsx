import { Button } from '@/components/Button';
import { t } from '@/lib/messages/t';
import { openHelp } from '../model/helpSheet';

/** On every companion screen, in the same place, in words. It opens over the page: nothing half written is lost. */
export function HelpButton() {
  return (
    <Button
      size="touch"
      onPress={openHelp}
      className="border-danger/60! text-danger! hover:bg-danger-soft! bg-transparent! px-3!"
    >
      {t('help.open')}
    </Button>
  );
}
