import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronLeft } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { Loaded } from '@/components/Loaded';
import { PlainPage } from '@/components/PlainPage';
import { problemText } from '@/components/problemText';
import { showToast } from '@/components/toasts';
import { usePageTitle } from '@/components/usePageTitle';
import { checkInsKey, deleteCheckIn, restoreCheckIn } from '@/features/checkins/api/checkIns';
import type { CheckIn } from '@/features/checkins/model/checkIn';
import { isProblem } from '@/lib/api/problem';
import { formatDateTime, formatTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/history';
import { checkInQuery } from '../api/history';
import { dayOf, formatDay } from '../model/days';
import { CheckInFacts } from './CheckInFacts';
import { EditCheckIn } from './EditCheckIn';

/** One check-in, as it was told; to read, to change, to delete and take that back. */
export function CheckInDetail() {
  const { checkInId = '' } = useParams();
  const asked = useQuery(checkInQuery(checkInId));
  if (isProblem(asked.error, 'check-in-not-found') || isProblem(asked.error, 'http-404')) {
    return (
      <PlainPage title={t('history.gone')} text={t('history.goneText')}>
        <ButtonLink to="/history" tone="primary" size="large">
          {t('history.back')}
        </ButtonLink>
      </PlainPage>
    );
  }
  return (
    <div className="mx-auto w-full max-w-[46rem] px-5 pt-4 pb-24">
      <Link
        to="/history"
        className="text-soft hover:text-ink -ml-2 inline-flex min-h-11 items-center gap-1.5 rounded-sm px-2 font-medium"
      >
        <ChevronLeft aria-hidden className="size-4" />
        {t('history.back')}
      </Link>
      <Loaded of={asked} waiting={t('history.loading')}>
        {(checkIn) => <Told key={checkIn.id} checkIn={checkIn} />}
      </Loaded>
    </div>
  );
}

function Told({ checkIn }: { checkIn: CheckIn }) {
  const [isChanging, setChanging] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const wasChanging = useRef(false);
  useEffect(() => {
    // Back from changing, one is read where one was.
    if (wasChanging.current && !isChanging) heading.current?.focus({ preventScroll: true });
    wasChanging.current = isChanging;
  }, [isChanging]);
  const title = formatDay(dayOf(new Date(checkIn.occurred_at)));
  usePageTitle(title);
  if (isChanging) return <EditCheckIn checkIn={checkIn} onDone={() => setChanging(false)} />;
  return (
    <>
      <h1
        ref={heading}
        tabIndex={-1}
        className="mt-2 font-serif text-2xl font-medium tracking-tight text-balance"
      >
        {title}
      </h1>
      <p className="text-soft numeric mt-1 text-base">
        {checkIn.time_known ? formatTime(checkIn.occurred_at) : t('history.timeUnknown')}
        {checkIn.updated_at === null
          ? null
          : ` · ${t('history.editedAt', { date: formatDateTime(checkIn.updated_at) })}`}
      </p>
      <CheckInFacts checkIn={checkIn} />
      <div className="border-line mt-9 flex flex-wrap gap-3 border-t pt-5">
        <Button size="large" onPress={() => setChanging(true)}>
          {t('history.change')}
        </Button>
        <DeleteButton id={checkIn.id} />
      </div>
    </>
  );
}

function DeleteButton({ id }: { id: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: checkInsKey });
  const tell = (error: unknown) => showToast({ text: problemText(error).title });
  const remove = async () => {
    setBusy(true);
    try {
      await deleteCheckIn(id);
    } catch (error) {
      tell(error);
      setBusy(false);
      return;
    }
    client.removeQueries({ queryKey: checkInQuery(id).queryKey });
    await navigate('/history');
    showToast({
      text: t('history.deleted'),
      action: {
        label: t('checkIn.bringBack'),
        onPress: () => void restoreCheckIn(id).then(refresh).catch(tell),
      },
    });
    await refresh();
  };
  return (
    <Button tone="quiet" size="large" isPending={isBusy} onPress={() => void remove()}>
      {t('history.delete')}
    </Button>
  );
}
