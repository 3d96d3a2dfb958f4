import { Button } from '@/components/Button';
import { t } from '@/lib/messages/t';
import { openHelp } from '../model/helpSheet';

/** On every companion screen, in the same place, in words. It opens over the page: nothing half written is lost. */
export function HelpButton() {
  return (
    <Button
      size="touch"
      onPress={openHelp}
      // 44 pixels to touch, a little less to look at.
      className="border-danger/60! text-danger! hover:bg-danger-soft! relative min-h-9! bg-transparent! px-3! @max-[17rem]:px-2! after:absolute after:inset-x-0 after:-inset-y-1"
    >
      {t('help.open')}
    </Button>
  );
}
