import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '@/components/Button';
import { Loaded } from '@/components/Loaded';
import { ProblemNotice } from '@/components/ProblemNotice';
import { SegmentedChoice } from '@/components/SegmentedChoice';
import { SwitchRow } from '@/components/SwitchRow';
import { ToolPage } from '@/features/tools/components/ToolPage';
import { t } from '@/lib/messages/adhd';
import { focusQuery, startFocus, type CurrentFocus } from '../api/focus';
import { FocusUnderWay } from './FocusUnderWay';

/** A stretch of time for one thing, and a word when it is time to pause. */
export function FocusPage() {
  const asked = useQuery(focusQuery);
  return (
    <ToolPage title={t('focus.title')} lead={t('focus.lead')}>
      <div className="mt-6">
        <Loaded of={asked} waiting={t('focus.loading')}>
          {(current) =>
            current.session ? (
              <FocusUnderWay focus={current.session} />
            ) : (
              <NewFocus usual={current.remind_every_minutes} />
            )
          }
        </Loaded>
        {asked.isError ? <TimerInstead /> : null}
      </div>
    </ToolPage>
  );
}

const lengths = ['25', '50', '90', 'open'] as const;
const intervals = ['0', '15', '30', '45', '60'] as const;

function NewFocus({ usual }: { usual: number | null }) {
  const client = useQueryClient();
  const [length, setLength] = useState<(typeof lengths)[number]>('50');
  const [every, setEvery] = useState(() => intervals.find((one) => one === String(usual ?? 0)) ?? '0');
  const [holdsOthers, setHoldsOthers] = useState(false);
  const start = useMutation({
    mutationFn: () =>
      startFocus({
        minutes: length === 'open' ? null : Number(length),
        remind_every_minutes: Number(every),
        hold_others: holdsOthers,
      }),
    onSuccess: (session) =>
      client.setQueryData(focusQuery.queryKey, (known: CurrentFocus | undefined) => ({
        remind_every_minutes: known?.remind_every_minutes ?? null,
        session,
      })),
  });
  return (
    <div className="flex flex-col gap-6">
      <SegmentedChoice
        label={t('focus.length')}
        value={length}
        onChange={setLength}
        size="touch"
        options={lengths.map((one) => [
          one,
          one === 'open' ? t('focus.open') : t('timer.minutes', { minutes: one }),
        ])}
      />
      <div>
        <SegmentedChoice
          label={t('focus.remind')}
          value={every}
          onChange={setEvery}
          size="touch"
          options={intervals.map((one) => [one, one === '0' ? t('focus.never') : one])}
        />
        <p className="text-soft mt-2">{t('focus.remindText')}</p>
      </div>
      <SwitchRow
        label={t('focus.hold')}
        hint={t('focus.holdText')}
        isSelected={holdsOthers}
        onChange={setHoldsOthers}
      />
      <Button
        tone="primary"
        size="large"
        className="min-h-16! text-lg! sm:max-w-sm"
        isDisabled={start.isPending}
        onPress={() => start.mutate()}
      >
        {t('focus.start')}
      </Button>
      {start.isError ? (
        <div>
          <ProblemNotice error={start.error} />
          <TimerInstead />
        </div>
      ) : null}
    </div>
  );
}

/** What there is without a server. */
function TimerInstead() {
  return (
    <p className="mt-3 text-base">
      <Link
        to="/tools/timer"
        className="text-accent-strong inline-flex min-h-11 items-center underline underline-offset-4"
      >
        {t('focus.timerInstead')}
      </Link>
    </p>
  );
}
