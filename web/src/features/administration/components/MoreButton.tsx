import { useEffect, useRef } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { t } from '@/lib/messages/administration';

interface Paged {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  error: unknown;
  fetchNextPage: () => unknown;
}

/** The next page comes when its end is scrolled to, or when asked for. */
export function MoreButton({ of: list }: { of: Paged }) {
  const ref = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  const mayFollow = hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  useEffect(() => {
    if (!mayFollow || !ref.current || !('IntersectionObserver' in window)) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) fetchNextPage();
      },
      { rootMargin: '300px' },
    );
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [mayFollow, fetchNextPage]);

  if (isFetchNextPageError) {
    return (
      <div className="mt-4">
        <ProblemNotice
          error={list.error}
          action={<Button onPress={() => void fetchNextPage()}>{t('app.tryAgain')}</Button>}
        />
      </div>
    );
  }
  if (!hasNextPage) return null;
  return (
    <div ref={ref} className="mt-4 flex justify-center">
      <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
        {isFetchingNextPage ? t('admin.moreBusy') : t('admin.more')}
      </Button>
    </div>
  );
}
