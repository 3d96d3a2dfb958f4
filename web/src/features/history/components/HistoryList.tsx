import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { Loaded } from '@/components/Loaded';
import { ProblemNotice } from '@/components/ProblemNotice';
import { NotSent } from '@/features/checkins/components/NotSent';
import { t } from '@/lib/messages/history';
import { checkInsQuery } from '../api/history';
import { CheckInDays } from './CheckInRows';

export function HistoryList() {
  const asked = useInfiniteQuery(checkInsQuery());
  return (
    <>
      <NotSent />
      <Loaded of={asked} waiting={t('history.loading')}>
        {({ pages }) => {
          const checkIns = pages.flatMap(({ items }) => items);
          return checkIns.length === 0 ? (
            <Nothing />
          ) : (
            <>
              <CheckInDays checkIns={checkIns} />
              <Older
                hasMore={asked.hasNextPage}
                isLoading={asked.isFetchingNextPage}
                error={asked.isFetchNextPageError ? asked.error : null}
                onShow={() => void asked.fetchNextPage()}
              />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

interface OlderProps {
  hasMore: boolean;
  isLoading: boolean;
  error: unknown;
  onShow: () => void;
}

/** The next ones come as this comes into view, or by a press. */
function Older({ hasMore, isLoading, error, onShow }: OlderProps) {
  const place = useRef<HTMLDivElement>(null);
  const show = useRef(onShow);
  useEffect(() => {
    show.current = onShow;
  });
  const mayShow = hasMore && !isLoading && error === null;
  useEffect(() => {
    if (!mayShow || !place.current || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) show.current();
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [mayShow]);
  return (
    <div ref={place} className="mt-6">
      {error === null ? null : <ProblemNotice error={error} />}
      {hasMore ? (
        <Button size="large" className="mt-2 max-sm:w-full" isPending={isLoading} onPress={onShow}>
          {t(isLoading ? 'history.olderBusy' : 'history.older')}
        </Button>
      ) : (
        <p className="text-faint">{t('history.allShown')}</p>
      )}
    </div>
  );
}

export function Nothing() {
  return (
    <div className="py-14">
      <h2 className="font-serif text-xl font-medium tracking-tight">{t('history.emptyTitle')}</h2>
      <p className="text-soft mt-2 max-w-[52ch] text-base">{t('history.emptyText')}</p>
      <ButtonLink to="/check-in" tone="primary" size="large" className="mt-6">
        {t('today.checkIn')}
      </ButtonLink>
      <p className="text-soft mt-8 max-w-[52ch] text-base">{t('history.emptyImport')}</p>
      <ButtonLink to="/history/import" size="large" className="mt-3">
        {t('history.import')}
      </ButtonLink>
    </div>
  );
}
