import { Chip } from '@/components/Chip';
import { useServerStatus } from '@/features/account/api/getStatus';
import { t } from '@/lib/messages/administration';
import type { Letter } from '../model/letter';

/** Without a mail server a letter goes no further than the outbox; that is not sent. */
export function LetterState({ letter: { status } }: { letter: Letter }) {
  const sendsMail = useServerStatus().data?.mail_enabled !== false;
  if (status === 'failed') return <Chip tone="danger">{t('mail.stateFailed')}</Chip>;
  if (status === 'waiting') return <Chip tone="attention">{t('mail.stateWaiting')}</Chip>;
  if (!sendsMail) return <Chip>{t('mail.stateKept')}</Chip>;
  return <Chip tone="good">{t('mail.stateSent')}</Chip>;
}
