import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { t } from '@/lib/messages/t';
import { Button } from './Button';
import { dismissToast, useToasts, type Toast } from './toasts';

const readingTimeMilliseconds = 9000;
/** Enough for a few words about what was just done. */
const shortTimeMilliseconds = 4000;

export function ToastRegion({ isHidden = false }: { isHidden?: boolean }) {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div
      role="status"
      aria-live="polite"
      hidden={isHidden}
      className="frame-room pointer-events-none fixed inset-x-4 bottom-4 z-50 flex flex-col items-center gap-2 print:hidden @max-[70rem]:bottom-20"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  // Someone reading or about to press the button gets all the time they need.
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const time = toast.topic === undefined ? readingTimeMilliseconds : shortTimeMilliseconds;
    const timer = setTimeout(() => dismissToast(toast.id), time);
    return () => clearTimeout(timer);
  }, [isHeld, toast.id, toast.topic]);

  return (
    <div
      className="bg-ink text-paper shadow-floating animate-arrive pointer-events-auto flex max-w-[min(32rem,100%)] flex-wrap items-center gap-x-3 rounded-lg py-2 pr-2 pl-4"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {/* With large type the words have a line of their own, and are not pressed to a column beside the button. */}
      <span className="min-w-0 flex-[1_1_auto] [overflow-wrap:anywhere]">{toast.text}</span>
      <span className="ml-auto flex min-w-0 items-center gap-1">
        {toast.action ? (
          <Button
            tone="quiet"
            size="compact"
            className="text-paper! hover:bg-paper/15! text-sm! font-semibold"
            onPress={() => {
              toast.action?.onPress();
              dismissToast(toast.id);
            }}
          >
            {toast.action.label}
          </Button>
        ) : null}
        <Button
          tone="quiet"
          size="compact"
          icon
          aria-label={t('app.dismiss')}
          className="text-paper/75! hover:bg-paper/15!"
          onPress={() => dismissToast(toast.id)}
        >
          <X aria-hidden className="size-4" />
        </Button>
      </span>
    </div>
  );
}
