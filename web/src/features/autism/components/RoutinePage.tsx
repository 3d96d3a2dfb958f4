import { useQuery } from '@tanstack/react-query';
import { CalendarPlus, Pencil, Printer } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { Loaded } from '@/components/Loaded';
import { SegmentedChoice } from '@/components/SegmentedChoice';
import { ToolPage } from '@/features/tools/components/ToolPage';
import { t } from '@/lib/messages/autism';
import { formatDateTime } from '@/lib/messages/format';
import { routineQuery, type RoutineDay } from '../api/routine';
import { addDay, formatLongDay } from '../model/clock';
import { withWaiting } from '../model/routine';
import { useRoutineDay } from '../model/useRoutineDay';
import { useWaitingLogs } from '../model/waitingLogs';
import { ChangeSheet } from './ChangeSheet';
import { ChangesAhead } from './ChangesAhead';
import { RoutineFactsView } from './RoutineFactsView';
import { Timeline } from './Timeline';
import { WaitingNotice } from './WaitingNotice';

/** A day that can be foreseen: today or tomorrow as a line of times. */
export function RoutinePage() {
  const [shown, setShown] = useState<'today' | 'tomorrow'>('today');
  const [isChanging, setChanging] = useState(false);
  const today = useRoutineDay(null);
  const todayDate = (today.asked.data ?? today.onDevice?.day)?.date ?? null;
  const routine = useQuery(routineQuery);
  const hasItems = (routine.data?.items.length ?? 0) > 0;
  return (
    <ToolPage title={t('routine.title')} lead={t('routine.lead')}>
      <div className="mt-5 flex flex-wrap items-center justify-between gap-3 print:hidden">
        <SegmentedChoice
          label={t('routine.dayChoice')}
          isLabelHidden
          size="touch"
          value={shown}
          onChange={setShown}
          options={[
            ['today', t('routine.today')],
            ['tomorrow', t('routine.tomorrow')],
          ]}
        />
        <div className="flex flex-wrap gap-2">
          <ButtonLink
            to="/tools/routine/edit"
            size="touch"
            tone={routine.data !== undefined && !hasItems ? 'primary' : 'secondary'}
          >
            <Pencil aria-hidden className="size-4" />
            {t(hasItems || routine.data === undefined ? 'routine.edit' : 'routine.write')}
          </ButtonLink>
          <Button size="touch" onPress={() => window.print()}>
            <Printer aria-hidden className="size-4" />
            {t('routine.print')}
          </Button>
        </div>
      </div>
      <WaitingNotice tool="mark" />
      {shown === 'today' ? (
        <Today of={today} hasItems={hasItems} />
      ) : todayDate === null ? null : (
        <Tomorrow date={addDay(todayDate, 1)} hasItems={hasItems} />
      )}
      <div className="print:hidden">
        <Button size="large" className="mt-6 max-sm:w-full" onPress={() => setChanging(true)}>
          <CalendarPlus aria-hidden className="size-4.5" />
          {t('routine.changeTitle')}
        </Button>
        {routine.data?.alerts_on === false ? (
          <p className="text-soft mt-3">
            {t('routine.alertsOff')}{' '}
            <Link to="/settings/support" className="text-accent-strong underline underline-offset-4">
              {t('routine.alertsSettings')}
            </Link>
          </p>
        ) : null}
        <ChangesAhead items={routine.data?.items ?? []} />
        <RoutineFactsView />
        {isChanging && todayDate !== null ? (
          <ChangeSheet
            today={todayDate}
            isTold={routine.data?.alerts_on === true}
            onClose={() => setChanging(false)}
          />
        ) : null}
      </div>
    </ToolPage>
  );
}

function Today({
  of: { asked, onDevice },
  hasItems,
}: {
  of: ReturnType<typeof useRoutineDay>;
  hasItems: boolean;
}) {
  if (onDevice !== null)
    return (
      <>
        <p className="text-soft mt-4">{t('routine.offline', { time: formatDateTime(onDevice.at) })}</p>
        <Day day={onDevice.day} hasItems />
      </>
    );
  return (
    <Loaded of={asked} waiting={t('routine.loading')}>
      {(day) => <Day day={day} hasItems={hasItems} />}
    </Loaded>
  );
}

function Tomorrow({ date, hasItems }: { date: string; hasItems: boolean }) {
  const { asked } = useRoutineDay(date);
  return (
    <Loaded of={asked} waiting={t('routine.loading')}>
      {(day) => <Day day={day} hasItems={hasItems} />}
    </Loaded>
  );
}

function Day({ day, hasItems }: { day: RoutineDay; hasItems: boolean }) {
  const waiting = useWaitingLogs((state) => state.entries);
  return (
    <section className="mt-5">
      <h2 className="text-lg font-medium">{formatLongDay(day.date)}</h2>
      {day.entries.length === 0 ? (
        <p className="text-soft mt-2 text-base">{t(hasItems ? 'routine.emptyDay' : 'routine.empty')}</p>
      ) : (
        <Timeline day={withWaiting(day, waiting)} />
      )}
    </section>
  );
}
