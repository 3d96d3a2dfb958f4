import { Wind } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '@/components/Button';
import { t } from '@/lib/messages/t';

const inSeconds = 4;
const breathSeconds = 10;
const wholeSeconds = 60;

/** A circle that grows for 4 s and shrinks for 6 s, six times. With motion off, the words alone keep the pace. */
export function BreathingMinute() {
  const [passed, setPassed] = useState<number | null>(null);
  const isRunning = passed !== null && passed < wholeSeconds;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setPassed((seconds) => (seconds ?? 0) + 1), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  const isIn = (passed ?? 0) % breathSeconds < inSeconds;
  return (
    <section className="border-line mt-7 border-y py-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button size="large" className="min-h-14!" onPress={() => setPassed(isRunning ? null : 0)}>
          <Wind aria-hidden className="size-5" />
          {t(isRunning ? 'help.breatheStop' : 'help.breathe')}
        </Button>
        <p className="text-soft min-w-[min(12rem,100%)] flex-1">{t('help.breatheText')}</p>
      </div>
      {isRunning ? (
        <div aria-hidden className="mt-4 grid h-44 place-items-center">
          <div className="bg-accent-soft border-accent animate-breathe col-start-1 row-start-1 size-36 rounded-full border-2" />
          <p className="col-start-1 row-start-1 text-lg font-medium">
            {t(isIn ? 'help.breatheIn' : 'help.breatheOut')}
          </p>
        </div>
      ) : null}
      <p role="status" className="text-soft">
        {passed !== null && !isRunning ? t('help.breatheDone') : ''}
      </p>
    </section>
  );
}
