import { useState, type ReactNode } from 'react';
import { Button } from '@/components/Button';
import { NumberStepper } from '@/components/NumberStepper';
import { usePreferences } from '@/features/preferences/api/preferences';
import { t } from '@/lib/messages/companion';
import { formatNumber } from '@/lib/messages/format';
import { bodyAreas, companies, emotions, locations } from '../model/checkIn';
import { levelFields, type Details, type LevelName } from '../model/details';
import { useAsked, type Asked } from '../model/useAsked';
import { Around } from './Around';
import { BodyScan } from './BodyScan';
import { Factors } from './Factors';
import { Feelings } from './Feelings';
import { Levels } from './Levels';
import { MoreSection } from './MoreSection';

interface Props {
  details: Details;
  onChange: (changes: Partial<Details>) => void;
  /** Where the journal is written. */
  words: ReactNode;
  wordsStartOpen?: boolean;
  /** Given where it matters whether the words are in view. */
  wordsSection?: WordsSection;
}

interface WordsSection {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  summary: string;
}

const usualSleepHours = 7;

/** Every topic of a check-in beyond mood and energy, each one line until it is opened. */
export function DetailSections({ details, onChange, words, wordsStartOpen = false, wordsSection }: Props) {
  const helpLevel = usePreferences().data?.emotion_scaffolding_level ?? 1;
  const asked = useAsked();
  const senses = (['sensory', 'executive', 'masking'] as const).filter(
    (name) => asked.includes(name) || valueOf(details, name) !== null,
  );
  return (
    <div className="border-line mt-6 border-t">
      <MoreSection
        title={t('more.feelings')}
        text={t('more.feelingsText')}
        summary={details.emotions.map(nameOf).join(', ')}
        startsOpen
      >
        <Feelings
          chosen={details.emotions}
          onChange={(chosen) => onChange({ emotions: chosen })}
          helpLevel={helpLevel}
        />
      </MoreSection>
      <MoreSection
        title={t('more.words')}
        text={t('more.wordsText')}
        startsOpen={wordsStartOpen}
        {...wordsSection}
      >
        {words}
      </MoreSection>
      <MoreSection title={t('more.levels')} summary={levelsSaid(['anxiety', 'stress'], details)}>
        <Levels names={['anxiety', 'stress']} details={details} onChange={onChange} />
      </MoreSection>
      {senses.length > 0 ? (
        <MoreSection title={t('more.senses')} summary={levelsSaid(senses, details)}>
          <Levels names={senses} details={details} onChange={onChange} />
        </MoreSection>
      ) : null}
      <MoreSection
        title={t('more.body')}
        text={t('more.bodyText')}
        summary={Object.keys(details.body).map(areaName).join(', ')}
      >
        <BodyScan tensions={details.body} onChange={(body) => onChange({ body })} />
      </MoreSection>
      <MoreSection title={t('more.around')} summary={aroundSaid(details)}>
        <Around details={details} onChange={onChange} />
      </MoreSection>
      <MoreSection
        title={t('more.sleep')}
        summary={
          details.sleepHours === null ? '' : t('more.hours', { hours: formatNumber(details.sleepHours, 1) })
        }
      >
        <Sleep hours={details.sleepHours} onChange={(sleepHours) => onChange({ sleepHours })} />
      </MoreSection>
      <MoreSection
        title={t('more.factors')}
        text={t('more.factorsText')}
        summary={details.factors.map(({ name, rating }) => `${name} ${rating ?? ''}`.trim()).join(', ')}
      >
        <Factors factors={details.factors} onChange={(factors) => onChange({ factors })} />
      </MoreSection>
    </div>
  );
}

function levelsSaid(names: readonly LevelName[], details: Details): string {
  return names
    .flatMap((name) => {
      const value = details[levelFields[name]];
      return value === null ? [] : [`${t(`more.${name}`)} ${value}`];
    })
    .join(', ');
}

function aroundSaid({ location, social, activity }: Details): string {
  const place = locations.find((name) => name === location);
  const company = companies.find((name) => name === social);
  return [place && t(`more.location.${place}`), company && t(`more.social.${company}`), activity.trim()]
    .filter(Boolean)
    .join(', ');
}

function valueOf(details: Details, name: Asked): number | null {
  return { sensory: details.sensoryLoad, executive: details.executiveFunction, masking: details.masking }[
    name
  ];
}

function Sleep({ hours, onChange }: { hours: number | null; onChange: (hours: number | null) => void }) {
  // What was pressed goes, and a keyboard goes on with what comes instead; on a phone that would open one nobody asked for.
  const [goesOn, setGoesOn] = useState(false);
  const change =
    (next: number | null) =>
    ({ pointerType }: { pointerType: string }) => {
      setGoesOn(pointerType === 'keyboard');
      onChange(next);
    };
  if (hours === null) {
    return (
      <Button size="touch" autoFocus={goesOn} onPress={change(usualSleepHours)}>
        {t('more.sleepAdd')}
      </Button>
    );
  }
  return (
    <div className="max-w-md">
      <NumberStepper
        label={t('more.sleepHours')}
        value={hours}
        minValue={0}
        maxValue={24}
        step={0.5}
        autoFocus={goesOn}
        onChange={onChange}
      />
      <Button tone="quiet" size="touch" className="-ml-4" onPress={change(null)}>
        {t('more.clear')}
      </Button>
    </div>
  );
}

function nameOf(word: string): string {
  const known = emotions.find((emotion) => emotion === word);
  return known ? t(`emotion.${known}`) : word;
}

function areaName(area: string): string {
  const known = bodyAreas.find((name) => name === area);
  return known ? t(`area.${known}`) : area;
}
