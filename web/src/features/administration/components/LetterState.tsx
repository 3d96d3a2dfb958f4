import { Chip } from '@/components/Chip';
import { t } from '@/lib/messages/administration';
import type { Letter } from '../model/letter';

export function LetterState({ letter: { status } }: { letter: Letter }) {
  if (status === 'failed') return <Chip tone="danger">{t('mail.stateFailed')}</Chip>;
  if (status === 'waiting') return <Chip tone="attention">{t('mail.stateWaiting')}</Chip>;
  return <Chip tone="good">{t('mail.stateSent')}</Chip>;
}
