import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { showToast } from '@/components/toasts';
import { deviceUser } from '@/lib/deviceStore/deviceUser';
import { formatDateTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/plan';
import { dropUnsent, keepUnsent, planQuery, replacePlan, type Unsent } from '../api/plan';
import { contentOf, sections } from '../model/plan';
import { SectionReading } from './PlanSection';

/** Written with no network into a plan that has changed since: the person says which one holds. Earlier ones are kept anyway. */
export function WrittenElsewhere({ unsent }: { unsent: Unsent }) {
  const client = useQueryClient();
  const userId = deviceUser();
  const set = (left: Unsent | null) =>
    client.setQueryData(planQuery.queryKey, (known) => (known ? { ...known, unsent: left } : known));
  const use = useMutation({
    mutationFn: async () => {
      const plan = await replacePlan(contentOf(unsent.content));
      if (userId !== null) await dropUnsent(userId, unsent).catch(() => undefined);
      return plan;
    },
    onSuccess: (plan) =>
      client.setQueryData(planQuery.queryKey, {
        plan,
        isFromDevice: false,
        unsent: null,
        restored: plan.version,
      }),
  });
  const leave = async () => {
    if (userId !== null) await dropUnsent(userId, unsent).catch(() => undefined);
    set(null);
    const bringBack = async () => {
      if (userId !== null) await keepUnsent(userId, unsent).catch(() => undefined);
      set(unsent);
    };
    showToast({
      text: t('plan.otherLeft'),
      action: { label: t('plan.undo'), onPress: () => void bringBack() },
    });
  };
  return (
    <section
      aria-label={t('plan.otherTitle')}
      className="border-line bg-raised mt-5 rounded-lg border p-5 print:hidden"
    >
      <h2 className="text-base font-semibold">{t('plan.otherTitle')}</h2>
      <p className="mt-1 max-w-[60ch] text-base">
        {t('plan.otherText', { date: formatDateTime(unsent.writtenAt) })}
      </p>
      {use.isError ? <ProblemNotice error={use.error} /> : null}
      <details className="mt-2">
        <summary className="flex min-h-11 cursor-pointer items-center text-base underline underline-offset-4">
          {t('plan.otherShow')}
        </summary>
        {sections
          .filter(({ key }) => unsent.content[key].length > 0)
          .map((section) => (
            <SectionReading key={section.key} section={section} content={unsent.content} />
          ))}
      </details>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button size="large" isPending={use.isPending} onPress={() => use.mutate()}>
          {t('plan.otherUse')}
        </Button>
        <Button tone="quiet" size="large" onPress={() => void leave()}>
          {t('plan.otherLeave')}
        </Button>
      </div>
    </section>
  );
}
