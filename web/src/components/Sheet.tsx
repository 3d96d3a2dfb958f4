import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { t } from '@/lib/messages/t';
import { Button } from './Button';

interface Props {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** `wide` for something to read, `narrow` for one question. */
  width?: 'wide' | 'narrow';
  children: ReactNode;
}

/** A dialog over the page; Esc or a press beside it closes it. */
export function Sheet({ title, isOpen, onClose, width = 'wide', children }: Props) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => (open ? undefined : onClose())}
      isDismissable
      className="bg-scrim fixed inset-0 z-40 flex items-center justify-center p-4 max-sm:items-end max-sm:p-0"
    >
      <Modal
        className={`bg-raised shadow-floating max-h-full w-full overflow-auto rounded-lg max-sm:max-h-[88dvh] max-sm:rounded-b-none ${width === 'wide' ? 'max-w-2xl' : 'max-w-md'}`}
      >
        <Dialog className="p-6 outline-none max-sm:p-4">
          <div className="mb-4 flex items-start justify-between gap-4">
            <Heading slot="title" className="text-lg font-semibold">
              {title}
            </Heading>
            <Button
              tone="quiet"
              size="touch"
              icon
              className="-mt-2.5 -mr-2.5"
              aria-label={t('app.close')}
              onPress={onClose}
            >
              <X aria-hidden className="size-4" />
            </Button>
          </div>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
