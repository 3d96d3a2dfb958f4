import { useEffect, useState } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from '@/components/Button';
import { noteActivity } from '@/lib/api/activity';
import { t } from '@/lib/messages/signIn';
import { drawAttention } from '@/lib/sound/drawAttention';
import { useSignOut } from '../api/signOut';
import { isAnnounced } from '../model/inactivity';
import { useInactivity } from '../model/useInactivity';

/** Signs out someone who has gone away, and asks in time whether they have. */
export function InactivityWatch() {
  const secondsLeft = useInactivity();
  return secondsLeft === null ? null : <Warning secondsLeft={secondsLeft} />;
}

function Warning({ secondsLeft }: { secondsLeft: number }) {
  const signOut = useSignOut();
  const announced = useAnnouncement(secondsLeft);
  useEffect(() => drawAttention(), []);
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(isOpen) => (isOpen ? undefined : noteHere())}
      className="bg-scrim fixed inset-0 z-50 flex items-center justify-center p-4"
    >
      <Modal className="bg-raised shadow-floating w-full max-w-md rounded-lg">
        <Dialog role="alertdialog" aria-describedby="inactivity-text" className="p-6 outline-none">
          <Heading slot="title" className="font-serif text-xl font-medium tracking-tight">
            {t('signIn.stillThere')}
          </Heading>
          <p id="inactivity-text" className="text-soft mt-2 text-base">
            {t('signIn.stillThereText')}
          </p>
          <p aria-hidden className="numeric mt-4 text-base font-medium">
            {t('signIn.secondsLeft', { count: secondsLeft })}
          </p>
          <p role="status" className="sr-only">
            {announced === null ? '' : t('signIn.secondsLeft', { count: announced })}
          </p>
          <div className="mt-5 flex flex-wrap gap-3">
            <Button tone="primary" size="large" autoFocus onPress={noteHere}>
              {t('signIn.stay')}
            </Button>
            <Button size="large" isPending={signOut.isPending} onPress={() => signOut.mutate()}>
              {t('account.signOut')}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Noted as activity, which every tab learns of; this one looks at once. */
function noteHere(): void {
  noteActivity();
  window.dispatchEvent(new Event('focus'));
}

/** The seconds to read out: few of them, and the last one stays until the next. */
function useAnnouncement(secondsLeft: number): number | null {
  const [announced, setAnnounced] = useState<number | null>(null);
  if (isAnnounced(secondsLeft) && announced !== secondsLeft) setAnnounced(secondsLeft);
  return announced;
}
