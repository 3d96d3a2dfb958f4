import { t } from '@/lib/messages/library';
import { announcementAt } from '../model/announcement';
import { elapsedOf, type Run } from '../model/run';
import type { Stage } from '../model/stages';

/** One quiet voice for the screen reader; it speaks only when there is something new to do. */
export function PlayerAnnouncer({ stage, run, now }: { stage: Stage; run: Run; now: number }) {
  const announcement = announcementAt(stage, elapsedOf(run, now) / 1000);
  return (
    <p aria-live="polite" className="sr-only">
      {wordsOf(announcement)}
    </p>
  );
}

function wordsOf(announcement: ReturnType<typeof announcementAt>): string {
  switch (announcement.kind) {
    case 'text':
      return announcement.text;
    case 'breath':
      return t(`player.${announcement.phase}`);
    case 'timer-half':
      return t('player.timerHalf');
    case 'timer-minute':
      return t('player.timerMinute');
    case 'none':
      return '';
  }
}
