import { useState } from 'react';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { showToast } from '@/components/toasts';
import { useSession } from '@/lib/api/session';
import { t } from '@/lib/messages/t';
import { useContact, useNotifyContact, type Contact } from '../api/contact';
import { noteStep } from '../api/crisisSteps';
import { closeHelp } from '../model/helpSheet';
import { usePlanOnDevice } from '../model/usePlanOnDevice';
import { messageLink, telephoneLink } from '../model/resources';

interface Props {
  eventId: string | null;
  onLeave?: () => void;
}

/** The person's own plan and the one they named; and their word that they are safe. */
export function OwnWays({ eventId, onLeave }: Props) {
  const isKnown = useSession(({ status }) => status === 'signed-in' || status === 'unreachable');
  const isReadable = usePlanOnDevice().plan !== null;
  const contact = useContact().data;
  return (
    <section aria-label={t('help.ownTitle')} className="mt-5 flex flex-col items-start gap-3">
      <ButtonLink
        to={isReadable ? '/help/plan' : '/plan'}
        size="large"
        className="min-h-14! max-sm:w-full"
        onClick={() => {
          noteStep(eventId, 'safety-plan-opened');
          onLeave?.();
        }}
      >
        {t(isReadable ? 'help.planRead' : isKnown ? 'help.plan' : 'help.planSignedOut')}
      </ButtonLink>
      {contact?.name ? <ContactWay contact={contact} eventId={eventId} /> : null}
      {eventId === null ? null : (
        <Button
          size="large"
          tone="quiet"
          className="min-h-14! max-sm:w-full"
          onPress={() => {
            noteStep(eventId, 'safe');
            closeHelp();
            showToast({ text: t('help.safeSaid') });
          }}
        >
          {t('help.safe')}
        </Button>
      )}
    </section>
  );
}

function ContactWay({ contact, eventId }: { contact: Contact; eventId: string | null }) {
  const notify = useNotifyContact();
  const [isSent, setSent] = useState(false);
  const name = contact.name ?? '';
  return (
    <div className="w-full">
      <div className="flex flex-wrap gap-2.5">
        {contact.phone ? (
          <>
            <PhoneLink href={telephoneLink(contact.phone)}>{t('help.contactCall', { name })}</PhoneLink>
            <PhoneLink href={messageLink(contact.phone, contact.sms_text)}>
              {t('help.contactText', { name })}
            </PhoneLink>
          </>
        ) : null}
        {contact.consented && contact.email ? (
          <Button
            size="large"
            className="min-h-14! max-sm:w-full"
            isPending={notify.isPending}
            isDisabled={isSent}
            onPress={() => notify.mutate(eventId, { onSuccess: () => setSent(true) })}
          >
            {t(notify.isPending ? 'help.contactSending' : 'help.contact', { name })}
          </Button>
        ) : null}
      </div>
      {contact.consented && contact.message_preview ? (
        <details className="mt-1">
          <summary className="text-soft flex min-h-11 cursor-pointer items-center underline underline-offset-4">
            {t('help.contactSays')}
          </summary>
          <p className="max-w-[60ch] font-serif text-base whitespace-pre-line">{contact.message_preview}</p>
        </details>
      ) : null}
      <p role="status" className="mt-1 font-medium">
        {isSent ? t('help.contactSent', { name }) : notify.isError ? t('help.contactNotSent') : ''}
      </p>
    </div>
  );
}

function PhoneLink({ href, children }: { href: string; children: string }) {
  return (
    <a
      href={href}
      className="border-line-strong/60 bg-raised hover:bg-hover inline-flex min-h-14 items-center justify-center rounded-sm border px-6 text-base font-medium max-sm:w-full"
    >
      {children}
    </a>
  );
}
