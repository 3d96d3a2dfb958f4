import { ScaleMark } from '@/features/checkins/components/ScaleMark';
import { t } from '@/lib/messages/t';

/** The ten marks of a mood, as the check-in asks for it. */
export function Suns({ className = '' }: { className?: string }) {
  return (
    <div role="img" aria-label={t('welcome.suns')} className={`grid grid-cols-5 gap-2 sm:gap-3 ${className}`}>
      {Array.from({ length: 10 }, (_, index) => (
        // Without the frames of the check-in: nothing here can be pressed.
        <span key={index} className="grid place-items-center py-2 sm:py-4">
          <ScaleMark kind="mood" value={index + 1} className="size-10 sm:size-14" />
        </span>
      ))}
    </div>
  );
}
