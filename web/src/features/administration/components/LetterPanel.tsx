import { Copy } from 'lucide-react';
import { Button } from '@/components/Button';
import { Loaded } from '@/components/Loaded';
import { ProblemNotice } from '@/components/ProblemNotice';
import { showToast } from '@/components/toasts';
import { formatDateTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/administration';
import { useLetter, useRetryLetter } from '../api/operations';
import { kindText, partsOf, type Letter } from '../model/letter';
import { Facts } from './Facts';
import { LetterState } from './LetterState';
import { SlideOver } from './SlideOver';

/** A letter as its reader gets it; without a mail server its link can be handed over from here. */
export function LetterPanel({ letterId, onClose }: { letterId: string; onClose: () => void }) {
  const asked = useLetter(letterId);
  const title = asked.data ? (asked.data.subject ?? kindText(asked.data.kind)) : t('admin.mail');
  return (
    <SlideOver title={title} subtitle={asked.data?.to} onClose={onClose}>
      <div className="mt-4">
        <Loaded of={asked} waiting={t('mail.letterWaiting')}>
          {({ text, ...letter }) => (
            <>
              {text === null ? (
                <p className="text-soft">{t('mail.noText')}</p>
              ) : (
                <LetterText parts={partsOf(text)} />
              )}
              <LetterFacts letter={letter} />
            </>
          )}
        </Loaded>
      </div>
    </SlideOver>
  );
}

function LetterText({ parts }: { parts: ReturnType<typeof partsOf> }) {
  // The one that does something; a letter may name the address of this Halcyon before it.
  const link = parts.findLast(({ isLink }) => isLink)?.text;
  const copy = (address: string) =>
    navigator.clipboard.writeText(address).then(
      () => showToast({ text: t('admin.copied') }),
      () => showToast({ text: t('mail.copyFailed') }),
    );
  return (
    <>
      <div className="bg-paper border-line rounded-sm border px-5 py-4 font-serif text-base break-words whitespace-pre-wrap">
        {parts.map(({ text, isLink }, index) =>
          isLink ? (
            <a key={index} href={text} className="text-accent-strong underline">
              {text}
            </a>
          ) : (
            <span key={index}>{text}</span>
          ),
        )}
      </div>
      {link ? (
        <Button className="mt-3" onPress={() => void copy(link)}>
          <Copy aria-hidden className="size-4" />
          {t('mail.copyLink')}
        </Button>
      ) : null}
    </>
  );
}

function LetterFacts({ letter }: { letter: Letter }) {
  const retry = useRetryLetter(letter.id);
  return (
    <div className="mt-5">
      <Facts
        items={[
          [t('mail.columnState'), <LetterState key="state" letter={letter} />],
          [t('mail.columnWritten'), formatDateTime(letter.created_at)],
          ...(letter.sent_at ? [[t('mail.columnSent'), formatDateTime(letter.sent_at)] as const] : []),
          ...(letter.next_attempt_at
            ? [[t('mail.columnNext'), formatDateTime(letter.next_attempt_at)] as const]
            : []),
          [t('mail.columnAttempts'), letter.attempts],
          ...(letter.last_error ? [[t('mail.columnTrouble'), letter.last_error] as const] : []),
        ]}
      />
      {retry.isError ? (
        <div className="mt-3">
          <ProblemNotice error={retry.error} />
        </div>
      ) : null}
      {letter.status === 'sent' ? null : (
        <Button
          className="mt-3"
          isPending={retry.isPending}
          onPress={() => retry.mutate(undefined, { onSuccess: () => showToast({ text: t('mail.retried') }) })}
        >
          {t('mail.retry')}
        </Button>
      )}
    </div>
  );
}
