import { X } from 'lucide-react';
import { Button } from '@/components/Button';
import { t } from '@/lib/messages/library';

interface Props {
  name: string;
  index: number;
  count: number;
  onStop: () => void;
}

/** Where one is, and the way out. */
export function PlayerTop({ name, index, count, onStop }: Props) {
  return (
    <header>
      <div className="flex items-center justify-between gap-3">
        <h1 tabIndex={-1} className="text-soft min-w-0 text-base font-medium">
          {name}
        </h1>
        <Button tone="quiet" size="touch" className="-mr-4 shrink-0" onPress={onStop}>
          <X aria-hidden className="size-4.5" />
          {t('player.stop')}
        </Button>
      </div>
      <div aria-hidden className="mt-1 flex gap-1">
        {Array.from({ length: count }, (_, at) => (
          <span key={at} className={`h-1 flex-1 rounded-full ${at <= index ? 'bg-accent' : 'bg-line'}`} />
        ))}
      </div>
      <p className="text-soft numeric mt-2 text-sm">{t('player.step', { step: index + 1, count })}</p>
    </header>
  );
}
