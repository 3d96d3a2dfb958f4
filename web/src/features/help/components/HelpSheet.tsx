import { useEffect } from 'react';
import { Sheet } from '@/components/Sheet';
import { t } from '@/lib/messages/t';
import { noteStep } from '../api/crisisSteps';
import { closeHelp, useHelpSheet } from '../model/helpSheet';
import { HelpContent } from './HelpContent';

/** The help page over whatever screen one is on. */
export function HelpSheet() {
  const { isOpen, eventId, because } = useHelpSheet();
  useEffect(() => {
    if (isOpen) noteStep(eventId, 'shown');
  }, [isOpen, eventId]);
  return (
    <Sheet title={t('help.title')} isOpen={isOpen} onClose={closeHelp}>
      <HelpContent eventId={eventId} because={because} onLeave={closeHelp} />
    </Sheet>
  );
}
