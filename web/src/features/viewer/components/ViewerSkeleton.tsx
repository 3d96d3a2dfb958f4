import { t } from '@/lib/messages/t';

const lanes = Array.from({ length: 14 }, (_, lane) => lane);

/** The page's lines while the recording is asked for, so that nothing jumps when it comes. */
export function ViewerSkeleton() {
  return (
    <section aria-busy="true" className="flex h-full flex-col">
      <p role="status" className="sr-only">
        {t('viewer.loading')}
      </p>
      <div className="border-line h-10 shrink-0 border-b" />
      <div className="border-line h-9 shrink-0 border-b max-md:hidden" />
      <div aria-hidden className="flex min-h-0 flex-1 flex-col justify-around overflow-hidden py-4">
        {lanes.map((lane) => (
          <div key={lane} className="flex items-center gap-4 pl-8">
            <div className="bg-line h-2 w-8 rounded-full" />
            <div className="bg-line h-px flex-1" />
          </div>
        ))}
      </div>
    </section>
  );
}
