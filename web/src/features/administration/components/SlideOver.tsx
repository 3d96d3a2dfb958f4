import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from '@/components/Button';
import { t } from '@/lib/messages/administration';

interface Props {
  title: string;
  subtitle?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** The whole of one row, over the list from the right; Esc or a press beside it goes back to the list. */
export function SlideOver({ title, subtitle, onClose, children }: Props) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      className="bg-scrim fixed inset-0 z-40"
    >
      <Modal className="bg-raised border-line shadow-floating animate-arrive fixed inset-y-0 right-0 w-full max-w-[30rem] overflow-y-auto border-l">
        <Dialog className="px-5 pt-4 pb-10 outline-none">
          <div className="flex items-start justify-between gap-4">
            <div className="min-w-0">
              <Heading slot="title" className="text-lg font-semibold break-words">
                {title}
              </Heading>
              {subtitle ? <p className="text-soft mt-0.5 break-words">{subtitle}</p> : null}
            </div>
            <Button tone="quiet" icon aria-label={t('app.close')} onPress={onClose}>
              <X aria-hidden className="size-4.5" />
            </Button>
          </div>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
