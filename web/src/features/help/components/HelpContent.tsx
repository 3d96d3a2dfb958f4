import { Mail, MessageSquare, MessagesSquare, Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import { FormSelect } from '@/components/FormSelect';
import { formatDate } from '@/lib/messages/format';
import { locale, t } from '@/lib/messages/t';
import { noteStep } from '../api/crisisSteps';
import { chooseCountry, useCountry } from '../model/country';
import {
  checkedOn,
  countries,
  directories,
  helpIn,
  messageLink,
  telephoneLink,
  type Help,
  type Line,
} from '../model/resources';
import { BreathingMinute } from './BreathingMinute';
import { OwnWays } from './OwnWays';

interface Props {
  eventId: string | null;
  because: 'asked' | 'words';
  /** Called when a press leads to another screen. */
  onLeave?: () => void;
}

/** Emergency first, then people to talk to, then what is the person's own. */
export function HelpContent({ eventId, because, onLeave }: Props) {
  const country = useCountry((state) => state.country);
  const help = helpIn(country);
  const onCall = () => noteStep(eventId, 'hotline-opened');
  return (
    <>
      <p className="max-w-[60ch] text-base">{t(because === 'words' ? 'help.alertText' : 'help.text')}</p>
      <Emergency help={help} onCall={onCall} />
      <div className="mt-6 max-w-sm">
        <CountryChoice />
      </div>
      <Lines help={help} onCall={onCall} />
      <OwnWays eventId={eventId} {...(onLeave ? { onLeave } : {})} />
      <BreathingMinute />
      <Directories />
      <Checked help={help} />
    </>
  );
}

function Emergency({ help, onCall }: { help: Help; onCall: () => void }) {
  const number = help.emergency[0]?.number ?? '112';
  return (
    <section aria-label={t('help.dangerTitle')} className="bg-danger-soft mt-5 rounded-lg p-4 sm:p-5">
      <p className="text-base font-medium">{t('help.dangerText')}</p>
      <div className="mt-3 flex flex-wrap gap-2.5">
        {help.emergency.map((entry, index) => (
          <BigLink
            key={entry.number}
            href={telephoneLink(entry.number)}
            isFirst={index === 0}
            isDanger
            onPress={onCall}
          >
            <Phone aria-hidden className="size-5" />
            {t('help.emergency', { number: entry.number })}
          </BigLink>
        ))}
      </div>
      {help.note === null ? null : <p className="text-soft mt-2 max-w-[60ch]">{help.note}</p>}
      <details className="mt-3">
        <summary className="flex min-h-11 cursor-pointer items-center text-base font-medium underline underline-offset-4">
          {t('help.orderTitle')}
        </summary>
        <ol className="mt-1 flex list-decimal flex-col gap-2 pl-6 text-base">
          <li>{t('help.order1', { number })}</li>
          <li>{t('help.order2')}</li>
          <li>{t('help.order3')}</li>
          <li>{t('help.order4')}</li>
        </ol>
      </details>
    </section>
  );
}

function CountryChoice() {
  const country = useCountry((state) => state.country);
  const names = new Intl.DisplayNames([locale], { type: 'region' });
  const options = countries
    .map((code) => [code, names.of(code) ?? code] as const)
    .sort(([, first], [, second]) => first.localeCompare(second, locale));
  return (
    <FormSelect
      label={t('help.country')}
      value={country}
      onChange={chooseCountry}
      options={[...options, ['elsewhere', t('help.elsewhere')]]}
    />
  );
}

function Lines({ help, onCall }: { help: Help; onCall: () => void }) {
  if (help.lines.length === 0) return null;
  return (
    <section className="mt-7">
      <h2 className="text-lg font-semibold tracking-tight">{t('help.linesTitle')}</h2>
      <ul className="mt-1">
        {help.lines.map((line) => (
          <LineItem key={line.name} line={line} onCall={onCall} />
        ))}
      </ul>
    </section>
  );
}

function LineItem({ line, onCall }: { line: Line; onCall: () => void }) {
  const facts = [line.hours, line.languages.join(', ')].filter((part) => part !== '').join(' · ');
  return (
    <li className="border-line border-b py-4 last:border-b-0">
      <p className="text-base font-medium">{line.name}</p>
      <p className="text-soft">{facts}</p>
      {line.note === null ? null : <p className="text-soft">{line.note}</p>}
      {line.reachable_from_abroad === null ? null : (
        <p className="text-soft">
          {t(line.reachable_from_abroad ? 'help.fromAbroad' : 'help.notFromAbroad')}
        </p>
      )}
      <div className="mt-2.5 flex flex-wrap gap-2.5">
        {line.call ? (
          <BigLink href={telephoneLink(line.call)} isFirst onPress={onCall}>
            <Phone aria-hidden className="size-5" />
            {t('help.call', { number: line.call })}
          </BigLink>
        ) : null}
        {line.text ? (
          <BigLink href={messageLink(line.text, line.text_word)} onPress={onCall}>
            <MessageSquare aria-hidden className="size-5" />
            {line.text_word === null
              ? t('help.textMessage', { number: line.text })
              : t('help.textWord', { number: line.text, word: line.text_word })}
          </BigLink>
        ) : null}
        {line.chat_url ? (
          <BigLink href={line.chat_url} isElsewhere onPress={onCall}>
            <MessagesSquare aria-hidden className="size-5" />
            {t('help.chat')}
          </BigLink>
        ) : null}
        {line.email ? (
          <BigLink href={`mailto:${line.email}`} onPress={onCall}>
            <Mail aria-hidden className="size-5" />
            {t('help.write', { address: line.email })}
          </BigLink>
        ) : null}
      </div>
    </li>
  );
}

interface BigLinkProps {
  href: string;
  isFirst?: boolean;
  isDanger?: boolean;
  isElsewhere?: boolean;
  onPress: () => void;
  children: ReactNode;
}

/** 56 pixels high: hands may be shaking. */
function BigLink({
  href,
  isFirst = false,
  isDanger = false,
  isElsewhere = false,
  onPress,
  children,
}: BigLinkProps) {
  const tone = isDanger
    ? isFirst
      ? 'bg-danger text-paper'
      : 'border border-danger/60 text-danger'
    : isFirst
      ? 'bg-accent text-on-accent hover:bg-accent-strong'
      : 'border border-line-strong/60 bg-raised hover:bg-hover';
  return (
    <a
      href={href}
      onClick={onPress}
      {...(isElsewhere ? { target: '_blank', rel: 'noreferrer' } : {})}
      className={`motion-quick inline-flex min-h-14 min-w-[min(9rem,100%)] max-w-full [overflow-wrap:anywhere] items-center justify-center gap-2.5 rounded-sm px-5 py-2 text-base font-semibold transition-colors max-sm:grow ${tone}`}
    >
      {children}
    </a>
  );
}

function Directories() {
  return (
    <section className="mt-7">
      <h2 className="text-base font-medium">{t('help.moreWays')}</h2>
      <ul className="mt-1 grid gap-x-6 gap-y-2 sm:grid-cols-3">
        {directories.map(({ name, url, about }) => (
          <li key={url}>
            <a
              href={url}
              target="_blank"
              rel="noreferrer"
              className="text-accent-strong inline-flex min-h-11 items-center underline underline-offset-4"
            >
              {name}
            </a>
            <span className="text-soft block">{about}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Checked({ help }: { help: Help }) {
  const date = formatDate(`${checkedOn(help)}T12:00:00`);
  return <p className="text-faint mt-4">{t('help.checked', { date })}</p>;
}
