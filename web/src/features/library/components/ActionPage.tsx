import { EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { Loaded } from '@/components/Loaded';
import { PlainPage } from '@/components/PlainPage';
import { usePageTitle } from '@/components/usePageTitle';
import { fromToday, useCameFromToday } from '@/lib/cameFrom';
import { formatDuration } from '@/lib/messages/format';
import { t } from '@/lib/messages/library';
import { useChoices } from '../api/chooseIntervention';
import { useIntervention } from '../api/getIntervention';
import { approaches, isOneOf, type Intervention } from '../model/intervention';
import { ActionFacts } from './ActionFacts';
import { BackToLibrary, BackToToday } from './BackToLibrary';
import { FavouriteButton } from './FavouriteButton';

/** One action: what it is, why, who should leave it out; and the one press that begins it. */
export function ActionPage() {
  const { interventionId = '' } = useParams();
  const asked = useIntervention(interventionId);
  const isFromToday = useCameFromToday();
  if (asked.data === null) return <ActionGone />;
  return (
    <div className="mx-auto w-full max-w-[46rem] px-5 pt-4 pb-16 sm:px-8">
      <div className="flex flex-wrap gap-x-6">
        {isFromToday ? <BackToToday /> : null}
        <BackToLibrary />
      </div>
      <Loaded of={asked} waiting={t('action.loading')}>
        {(item) => (item === null ? null : <Action key={item.id} item={item} />)}
      </Loaded>
    </div>
  );
}

export function ActionGone() {
  return (
    <PlainPage title={t('action.gone')} text={t('action.goneText')}>
      <ButtonLink to="/library" tone="primary" size="touch">
        {t('thanks.library')}
      </ButtonLink>
    </PlainPage>
  );
}

function Action({ item }: { item: Intervention }) {
  usePageTitle(item.name);
  const choices = useChoices();
  const navigate = useNavigate();
  const isFromToday = useCameFromToday();
  return (
    <>
      <h1 tabIndex={-1} className="mt-2 font-serif text-2xl font-medium tracking-tight">
        {item.name}
      </h1>
      <p className="mt-2 text-lg">{item.short_description}</p>
      <ActionFacts item={item} className="mt-2" />
      <div className="mt-6 flex flex-wrap items-center gap-3">
        <ButtonLink
          to={`/library/${item.id}/do`}
          state={isFromToday ? fromToday : null}
          tone="primary"
          size="large"
          className="min-w-40 max-sm:w-full"
        >
          {t('action.start')}
        </ButtonLink>
        <FavouriteButton item={item} isNamed />
      </div>
      <Section title={t('action.what')}>
        <p>{item.detailed_instructions}</p>
      </Section>
      <Section title={t('action.steps')}>
        <Steps item={item} />
      </Section>
      <Section title={t('action.cautions')}>
        <Cautions item={item} />
      </Section>
      <Section title={t('action.why')}>
        <Why item={item} />
      </Section>
      <Section title={t('action.goodToKnow')}>
        <GoodToKnow item={item} />
      </Section>
      <div className="border-line mt-10 border-t pt-4">
        <Button
          tone="quiet"
          size="touch"
          className="-ml-4"
          onPress={() => {
            void choices.hide(item);
            void navigate('/library');
          }}
        >
          <EyeOff aria-hidden className="size-4.5" />
          {t('library.hide')}
        </Button>
        <p className="text-soft">{t('action.hideText')}</p>
      </div>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-8 max-w-[68ch] text-base">
      <h2 className="mb-2 text-base font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Steps({ item }: { item: Intervention }) {
  return (
    <ol className="flex flex-col gap-2.5">
      {item.steps.map(({ text, seconds }, index) => (
        <li key={index} className="flex gap-3">
          <span aria-hidden className="text-faint numeric w-5 shrink-0 text-right">
            {index + 1}
          </span>
          <span className="min-w-0 flex-1">{text}</span>
          {seconds === null ? null : (
            <span className="text-soft numeric shrink-0 text-sm leading-6">{formatDuration(seconds)}</span>
          )}
        </li>
      ))}
    </ol>
  );
}

function Cautions({ item }: { item: Intervention }) {
  const isForAdults = !item.age_appropriate.includes('under-18');
  if (item.cautions.length === 0 && !isForAdults) return <p>{t('action.cautionsNone')}</p>;
  return (
    <ul className="bg-firefly-soft flex flex-col gap-2 rounded-sm px-4 py-3">
      {item.cautions.map((caution) => (
        <li key={caution}>{caution}</li>
      ))}
      {isForAdults ? <li>{t('action.adultsOnly')}</li> : null}
      <li>{t('action.stop')}</li>
    </ul>
  );
}

const strengths = ['strong', 'moderate', 'emerging'] as const;

function Why({ item }: { item: Intervention }) {
  const { therapeutic_approach: approach, evidence_strength: strength } = item;
  return (
    <>
      {isOneOf(approaches, approach) ? <p>{t(`action.approach.${approach}`)}</p> : null}
      {isOneOf(strengths, strength) ? <p className="mt-2">{t(`action.evidence.${strength}`)}</p> : null}
      <p className="text-soft mt-2 text-sm">{t('action.source', { source: item.evidence_source })}</p>
    </>
  );
}

const intensities = ['low', 'moderate', 'high'] as const;

function GoodToKnow({ item }: { item: Intervention }) {
  const { sensory_intensity: intensity } = item;
  return (
    <ul className="flex flex-col gap-1">
      {item.requires_movement ? <li>{t('action.requiresMovement')}</li> : null}
      {item.requires_verbal ? <li>{t('action.requiresVerbal')}</li> : null}
      {isOneOf(intensities, intensity) ? <li>{t(`action.sensory.${intensity}`)}</li> : null}
    </ul>
  );
}
