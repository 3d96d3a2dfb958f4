import { useState } from 'react';
import { Button } from '@/components/Button';
import { formatDate } from '@/lib/messages/format';
import { t } from '@/lib/messages/privacy';
import type { Share } from '../model/share';
import { ShareAccesses } from './ShareAccesses';

const endings = {
  declined: 'sharing.statusDeclined',
  expired: 'sharing.statusExpired',
  revoked: 'sharing.statusRevoked',
} as const;

function endingText({ status }: Share): string {
  return t(status === 'declined' || status === 'expired' ? endings[status] : endings.revoked);
}

/** A share that is over; what was looked at during it can still be read. */
export function PastShare({ share, onInviteAgain }: { share: Share; onInviteAgain: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const email = share.therapist_email;
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-center gap-y-1">
        <div className="min-w-0 flex-1 basis-48">
          <p className="font-medium [overflow-wrap:anywhere]">{email}</p>
          <p className="text-soft">
            {endingText(share)} · {formatDate(share.granted_at)}
          </p>
        </div>
        <div className="-mx-4 flex flex-wrap">
          <Button
            tone="quiet"
            size="touch"
            aria-label={t('sharing.accessesOf', { email })}
            aria-expanded={isOpen}
            onPress={() => setOpen(!isOpen)}
          >
            {t('sharing.accesses')}
          </Button>
          <Button tone="quiet" size="touch" onPress={onInviteAgain}>
            {t('sharing.inviteAgain')}
          </Button>
        </div>
      </div>
      {isOpen ? <ShareAccesses share={share} /> : null}
    </li>
  );
}
