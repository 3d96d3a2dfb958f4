import { Hourglass } from 'lucide-react';
import { Button } from '@/components/Button';
import { problemText } from '@/components/problemText';
import { showToast } from '@/components/toasts';
import { formatDateTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import { useKeepAccount } from '../api/erasure';

/** On every screen while the account waits to be erased: when, and the way back. */
export function EraseBanner({ eraseAfter }: { eraseAfter: string }) {
  const keep = useKeepAccount();
  return (
    <div
      role="region"
      aria-label={t('account.eraseBanner')}
      className="bg-firefly-soft text-ink flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2 print:hidden"
    >
      <p className="flex min-w-0 flex-1 basis-60 items-center gap-2.5">
        <Hourglass aria-hidden className="text-firefly-ink size-4 shrink-0" />
        <span>
          {t('account.eraseBannerText', { date: formatDateTime(eraseAfter) })}
          {keep.isError ? (
            <span role="alert" className="text-danger block font-medium">
              {problemText(keep.error).title}
            </span>
          ) : null}
        </span>
      </p>
      <Button
        size="touch"
        isPending={keep.isPending}
        onPress={() =>
          void keep.mutateAsync().then(
            () => showToast({ text: t('account.eraseCancelled') }),
            // Said in the banner, which is still there then.
            () => undefined,
          )
        }
      >
        {t('account.eraseKeep')}
      </Button>
    </div>
  );
}
