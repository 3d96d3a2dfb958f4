import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { Loaded } from '@/components/Loaded';
import { ProblemNotice } from '@/components/ProblemNotice';
import { Sheet } from '@/components/Sheet';
import { showToast } from '@/components/toasts';
import { formatDateTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/plan';
import { planQuery, restoreVersion, versionsQuery } from '../api/plan';

/** Earlier states of the plan, each one press from being the plan again. */
export function EarlierVersions({ current }: { current: number }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button tone="quiet" size="touch" onPress={() => setOpen(true)}>
        <History aria-hidden className="size-4" />
        {t('plan.versions')}
      </Button>
      <Sheet title={t('plan.versions')} isOpen={isOpen} onClose={() => setOpen(false)} width="narrow">
        <Versions current={current} onDone={() => setOpen(false)} />
      </Sheet>
    </>
  );
}

function Versions({ current, onDone }: { current: number; onDone: () => void }) {
  const versions = useQuery({ ...versionsQuery, staleTime: 0 });
  const restore = useRestore(current);
  return (
    <>
      <p className="text-soft mb-3">{t('plan.versionsText')}</p>
      {restore.isError ? <ProblemNotice error={restore.error} /> : null}
      <Loaded of={versions} waiting={t('plan.loading')}>
        {(items) => {
          const earlier = items.filter(({ version }) => version !== current);
          if (earlier.length === 0) return <p className="text-base">{t('plan.versionsNone')}</p>;
          return (
            <ul>
              {earlier.map((item) => (
                <li key={item.version} className="border-line border-b last:border-b-0">
                  <Button
                    tone="quiet"
                    size="large"
                    className="text-ink! w-full justify-start! px-2!"
                    aria-label={t('plan.bringBack', { date: formatDateTime(item.updated_at) })}
                    isDisabled={restore.isPending}
                    onPress={() => restore.mutate(item, { onSuccess: onDone })}
                  >
                    {formatDateTime(item.updated_at)}
                  </Button>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </>
  );
}

function useRestore(current: number) {
  const client = useQueryClient();
  const bringBack = async (version: number) => {
    const plan = await restoreVersion(version);
    client.setQueryData(planQuery.queryKey, {
      plan,
      isFromDevice: false,
      unsent: null,
      restored: plan.version,
    });
  };
  return useMutation({
    mutationFn: ({ version }: { version: number; updated_at: string }) => bringBack(version),
    onSuccess: (_, { updated_at: date }) =>
      showToast({
        text: t('plan.broughtBack', { date: formatDateTime(date) }),
        action: { label: t('plan.undo'), onPress: () => void bringBack(current).catch(() => undefined) },
      }),
  });
}
