import { Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/Button';
import { telephoneLink } from '@/features/help/model/resources';
import { t } from '@/lib/messages/plan';
import { linesOf, type PlanContent, type PlanPerson, type sections } from '../model/plan';
import { LinesEditor } from './LinesEditor';
import { PeopleEditor } from './PeopleEditor';

type Section = (typeof sections)[number];

interface Props {
  section: Section;
  content: PlanContent;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  onChange: (changes: Partial<PlanContent>) => void;
}

/** One of the six: read as it stands, written when it is opened. */
export function PlanSection({ section, content, isOpen, onOpen, onChange }: Props) {
  const title = t(`plan.${section.key}`);
  const isEmpty = content[section.key].length === 0;
  const label = isOpen
    ? t('plan.finishFor', { section: title })
    : isEmpty
      ? t('plan.writeFor', { section: title })
      : t('plan.edit', { section: title });
  return (
    <Frame
      title={title}
      aside={
        <Button
          tone={isEmpty && !isOpen ? 'secondary' : 'quiet'}
          size="touch"
          aria-label={label}
          onPress={() => onOpen(!isOpen)}
          className="print:hidden"
        >
          {t(isOpen ? 'plan.finish' : isEmpty ? 'plan.write' : 'plan.editShort')}
        </Button>
      }
    >
      {isOpen || isEmpty ? (
        <p className="text-soft mt-1 max-w-[60ch] print:hidden">{t(`plan.${section.key}Hint`)}</p>
      ) : null}
      {isOpen ? (
        <div className="mt-3 print:hidden">
          {section.kind === 'lines' ? (
            <LinesEditor
              label={title}
              lines={content[section.key]}
              onChange={(text) => onChange({ [section.key]: linesOf(text) })}
            />
          ) : (
            <PeopleEditor
              people={content[section.key]}
              onChange={(people) => onChange({ [section.key]: people })}
            />
          )}
        </div>
      ) : (
        <Entries section={section} content={content} />
      )}
    </Frame>
  );
}

export function SectionReading({ section, content }: { section: Section; content: PlanContent }) {
  return (
    <Frame title={t(`plan.${section.key}`)}>
      <Entries section={section} content={content} />
    </Frame>
  );
}

function Frame({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-line mt-5 border-t pt-4 break-inside-avoid">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <h2 className="min-w-[min(12rem,100%)] flex-1 text-base font-semibold">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

function Entries({ section, content }: { section: Section; content: PlanContent }) {
  const entries = content[section.key];
  if (entries.length === 0) return null;
  return (
    <ul className="mt-1 flex flex-col gap-1.5">
      {section.kind === 'lines'
        ? content[section.key].map((line) => (
            <li
              key={line}
              className="max-w-[60ch] font-serif text-[1.125rem] leading-relaxed [overflow-wrap:anywhere]"
            >
              {line}
            </li>
          ))
        : content[section.key].map((person, index) => <PersonLine key={index} person={person} />)}
    </ul>
  );
}

function PersonLine({ person: { name, phone } }: { person: PlanPerson }) {
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-4 font-serif text-[1.125rem]">
      <span className="[overflow-wrap:anywhere]">{name}</span>
      {phone ? (
        <a
          href={telephoneLink(phone)}
          aria-label={t('plan.call', { name })}
          className="text-accent-strong numeric inline-flex min-h-11 items-center gap-2 font-sans text-base font-medium underline underline-offset-4"
        >
          <Phone aria-hidden className="size-4 print:hidden" />
          {phone}
        </a>
      ) : null}
    </li>
  );
}
