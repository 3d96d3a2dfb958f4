import { useMutation } from '@tanstack/react-query';
import { MailCheck, X } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { Button } from '@/components/Button';
import { problemText } from '@/components/problemText';
import { useSession } from '@/lib/api/session';
import { t } from '@/lib/messages/t';
import { useServerStatus } from '../api/getStatus';
import { sendVerificationAgain } from '../api/mailFlows';

const putAwayKey = 'halcyon.verify.put-away';
const putAwayForMilliseconds = 14 * 24 * 3600 * 1000;

function isPutAway(userId: string): boolean {
  try {
    const kept = JSON.parse(localStorage.getItem(putAwayKey) ?? 'null') as {
      userId: string;
      at: number;
    } | null;
    return kept?.userId === userId && Date.now() - kept.at < putAwayForMilliseconds;
  } catch {
    return false;
  }
}

function putAway(userId: string): void {
  try {
    localStorage.setItem(putAwayKey, JSON.stringify({ userId, at: Date.now() }));
  } catch {
    // Without storage it comes back with the next visit.
  }
}

/**
 * One line, gone for two weeks when it is put away: an address can be confirmed any day. Where nothing can be done about it,
 * it is said on the settings alone: Today is no place for news without a next step.
 */
export function VerifyEmailBanner() {
  const user = useSession((state) => state.user);
  const [isDismissed, setDismissed] = useState(false);
  const mail = useServerStatus().data?.mail_enabled;
  const sendsMail = mail !== false;
  const isAtSettings = useLocation().pathname.startsWith('/settings');
  const send = useMutation({ mutationFn: sendVerificationAgain });
  if (!user?.email || isDismissed || isPutAway(user.id)) return null;
  if (mail !== true && !isAtSettings) return null;
  const { id, email } = user;
  return (
    <div className="bg-accent-soft frame-room flex min-h-11 flex-wrap items-center gap-x-3 py-0.5 pr-1 pl-4 @max-[17rem]:pl-3 print:hidden">
      <p role="status" className="flex min-w-0 flex-1 basis-48 items-center gap-2.5 py-1.5 leading-snug">
        <MailCheck aria-hidden className="text-accent-strong size-4 shrink-0 @max-[17rem]:hidden" />
        <span className="min-w-0 [overflow-wrap:anywhere]">
          {send.isError
            ? problemText(send.error).title
            : t(
                sendsMail
                  ? send.isSuccess
                    ? 'account.verifySent'
                    : 'account.verifyPlease'
                  : 'account.verifyNoMail',
                { email },
              )}
        </span>
      </p>
      <div className="ml-auto flex items-center">
        {send.isSuccess || !sendsMail ? null : (
          <Button tone="quiet" size="touch" isPending={send.isPending} onPress={() => send.mutate()}>
            {t('account.verifyAgain')}
          </Button>
        )}
        <Button
          tone="quiet"
          size="touch"
          icon
          aria-label={t('app.dismiss')}
          onPress={() => {
            putAway(id);
            setDismissed(true);
          }}
        >
          <X aria-hidden className="size-4" />
        </Button>
      </div>
    </div>
  );
}
