import { useState } from 'react';
import { Button } from '@/components/Button';
import { Chip } from '@/components/Chip';
import { ProblemNotice } from '@/components/ProblemNotice';
import { showToast } from '@/components/toasts';
import { formatDate, formatDateTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/privacy';
import { useStopShare } from '../api/shares';
import { scopeNames, type Share } from '../model/share';
import { ChangeShare } from './ChangeShare';
import { ShareAccesses } from './ShareAccesses';

type Open = 'nothing' | 'change' | 'accesses';

/** One therapist: what they may see, until when, what they looked at, and the way to stop it. */
export function ShareCard({ share, onInviteAgain }: { share: Share; onInviteAgain: () => void }) {
  const [open, setOpen] = useState<Open>('nothing');
  const stop = useStopShare(share.id);
  const email = share.therapist_email;
  const isInvited = share.status === 'invited';

  // Stopping cannot be taken back: a new share needs their answer again, so that is what is offered.
  const stopNow = () =>
    stop.mutateAsync().then(
      () =>
        showToast({
          text: t(isInvited ? 'sharing.withdrawn' : 'sharing.stopped', { email }),
          action: { label: t('sharing.inviteAgain'), onPress: onInviteAgain },
        }),
      // Said in the card, which is still there then.
      () => undefined,
    );

  return (
    <li className="border-line bg-raised rounded-lg border p-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
        <h3 className="min-w-0 text-base font-semibold [overflow-wrap:anywhere]">{email}</h3>
        <Chip tone={isInvited ? 'attention' : 'good'}>
          {t(isInvited ? 'sharing.statusInvited' : 'sharing.statusActive')}
        </Chip>
      </div>
      <p className="mt-2">{t('sharing.sees', { scopes: scopeList(share) })}</p>
      <p className="text-soft mt-0.5">
        {share.expires_at
          ? t('sharing.until', { date: formatDate(share.expires_at) })
          : t('sharing.untilStopped')}
        {isInvited ? '' : ` · ${lastLooked(share)}`}
      </p>
      <div className="mt-3 flex flex-wrap gap-y-1 -ml-4">
        <Button
          tone="quiet"
          size="touch"
          aria-label={t('sharing.changeOf', { email })}
          aria-expanded={open === 'change'}
          onPress={() => setOpen(open === 'change' ? 'nothing' : 'change')}
        >
          {t('sharing.change')}
        </Button>
        {isInvited ? null : (
          <Button
            tone="quiet"
            size="touch"
            aria-label={t('sharing.accessesOf', { email })}
            aria-expanded={open === 'accesses'}
            onPress={() => setOpen(open === 'accesses' ? 'nothing' : 'accesses')}
          >
            {t('sharing.accesses')}
          </Button>
        )}
        <Button
          tone="danger"
          size="touch"
          className="max-sm:ml-4 sm:ml-auto"
          aria-label={t(isInvited ? 'sharing.withdrawOf' : 'sharing.stopOf', { email })}
          isPending={stop.isPending}
          onPress={() => void stopNow()}
        >
          {t(isInvited ? 'sharing.withdraw' : 'sharing.stop')}
        </Button>
      </div>
      {stop.isError ? (
        <div className="mt-3">
          <ProblemNotice error={stop.error} />
        </div>
      ) : null}
      {open === 'change' ? <ChangeShare share={share} onDone={() => setOpen('nothing')} /> : null}
      {open === 'accesses' ? <ShareAccesses share={share} /> : null}
    </li>
  );
}

function scopeList({ scopes }: Share): string {
  return scopeNames
    .filter(([name]) => scopes[name])
    .map(([, label]) => t(label))
    .join(', ');
}

function lastLooked({ last_accessed_at: lastAccessedAt }: Share): string {
  return lastAccessedAt
    ? t('sharing.lastLooked', { date: formatDateTime(lastAccessedAt) })
    : t('sharing.neverLooked');
}
