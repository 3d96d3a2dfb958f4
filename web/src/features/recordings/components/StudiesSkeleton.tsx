import { t } from '@/lib/messages/t';

/** Stands where the list will be; appears only when the wait is long enough to notice. */
export function StudiesSkeleton() {
  return (
    <div role="status" className="animate-late mt-6">
      <p className="text-soft">{t('recordings.loading')}</p>
      <div aria-hidden className="mt-4">
        {[0.62, 0.48, 0.7, 0.55].map((width) => (
          <div key={width} className="border-line flex h-14 items-center border-b">
            <div className="bg-hover h-3 rounded-sm" style={{ width: `${width * 24}rem` }} />
          </div>
        ))}
      </div>
    </div>
  );
}
