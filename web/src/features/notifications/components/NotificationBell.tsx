import { Bell } from 'lucide-react';
import { useState } from 'react';
import { DialogTrigger, Dialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { Link } from 'react-router';
import { Button } from '@/components/Button';
import { locale } from '@/lib/messages/t';
import { t } from '@/lib/messages/notifications';
import { useNotifications, useReadAll, type Notification } from '../api/notifications';

/** What Halcyon told its person, a press away from every screen. A mark, never a number that nags. */
export function NotificationBell() {
  const { data } = useNotifications();
  const readAll = useReadAll();
  const [isOpen, setOpen] = useState(false);
  const items = data?.items ?? [];
  const newOnes = items.filter((item) => item.read_at === null).length;
  // What was in view is not new any more.
  const change = (open: boolean) => {
    setOpen(open);
    if (!open && newOnes > 0) readAll.mutate();
  };
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={change}>
      <Button tone="quiet" size="touch" icon aria-label={t('notifications.open', { count: newOnes })}>
        <span className="relative">
          <Bell aria-hidden className="size-4.5" />
          {newOnes > 0 ? (
            <span
              aria-hidden
              className="bg-firefly ring-paper absolute -top-0.5 -right-0.5 size-2 rounded-full ring-2"
            />
          ) : null}
        </span>
      </Button>
      <Popover
        placement="bottom end"
        offset={6}
        className="bg-raised border-line shadow-floating animate-arrive w-80 max-w-[calc(100vw-1rem)] overflow-auto rounded-lg border p-1.5"
      >
        <Dialog aria-label={t('notifications.title')} className="outline-none">
          {items.length === 0 ? (
            <p className="text-soft p-3">{t('notifications.none')}</p>
          ) : (
            <ul>
              {items.map((item) => (
                <li key={item.id}>
                  <Row item={item} onOpen={() => change(false)} />
                </li>
              ))}
            </ul>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

const when = new Intl.DateTimeFormat(locale, { weekday: 'short', hour: 'numeric', minute: '2-digit' });

function Row({ item, onOpen }: { item: Notification; onOpen: () => void }) {
  const isNew = item.read_at === null;
  return (
    <Link
      to={item.path}
      onClick={onOpen}
      className="hover:bg-hover block min-h-11 rounded-sm px-2.5 py-2 no-underline"
    >
      <span className="flex items-baseline justify-between gap-3">
        <span className={isNew ? 'font-semibold' : 'font-medium'}>
          {item.title}
          {isNew ? <span className="sr-only"> {t('notifications.new')}</span> : null}
        </span>
        <time dateTime={item.delivered_at} className="text-faint shrink-0 text-xs">
          {when.format(new Date(item.delivered_at))}
        </time>
      </span>
      <span className="text-soft block">{item.text}</span>
    </Link>
  );
}
