import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/Button';
import { t } from '@/lib/messages/t';

interface Props {
  title: string;
  onClose: () => void;
  width?: 'narrow' | 'wide';
  children: ReactNode;
  footer?: ReactNode;
}

/** A panel that slides over the traces from the right and never pushes them. */
export function SidePanel({ title, onClose, width = 'narrow', children, footer }: Props) {
  return (
    <aside
      aria-label={title}
      className={`bg-raised border-line shadow-floating animate-arrive absolute inset-y-0 right-0 z-20 flex max-w-full flex-col border-l max-sm:w-full ${width === 'wide' ? 'w-[26rem]' : 'w-80'}`}
    >
      <header className="border-line flex h-10 max-md:h-12 shrink-0 items-center justify-between border-b pr-1.5 pl-4">
        <h2 className="text-sm font-semibold">{title}</h2>
        <Button tone="quiet" size="compact" icon aria-label={t('app.close')} onPress={onClose}>
          <X aria-hidden className="size-4" />
        </Button>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
      {footer ? <footer className="border-line shrink-0 border-t p-3">{footer}</footer> : null}
    </aside>
  );
}
