import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '@/components/ButtonLink';
import { Loaded } from '@/components/Loaded';
import { t } from '@/lib/messages/insights';
import { patternsQuery, type MoodAt } from '../api/insights';
import { momentName } from '../model/names';
import { FactorEffects } from './FactorEffects';
import { HiddenSections } from './HiddenSections';
import { InsightSection } from './InsightSection';
import { IntervalTable } from './IntervalTable';

/** How mood goes with the hour, the weekday and what was noted; each with how sure it is. */
export function PatternsPage() {
  const patterns = useQuery(patternsQuery);
  return (
    <>
      <Loaded of={patterns} waiting={t('insights.loading')}>
        {({ checkins: count, days, circadian, weekdays, factors }) =>
          count === 0 ? (
            <Nothing />
          ) : (
            <div className="mt-4">
              <p className="text-soft max-w-[60ch]">
                {t('insights.patternsOf', { count, days: t('insights.days', { count: days }) })}
              </p>
              {circadian ? <Moments section="circadian" moments={circadian} /> : null}
              {weekdays ? <Moments section="weekdays" moments={weekdays} /> : null}
              {factors ? <FactorEffects effects={factors} /> : null}
            </div>
          )
        }
      </Loaded>
      <HiddenSections among={['circadian', 'weekdays', 'factors']} />
    </>
  );
}

function Moments({ section, moments }: { section: 'circadian' | 'weekdays'; moments: readonly MoodAt[] }) {
  const known = moments.filter(({ is_enough: isEnough }) => isEnough);
  const open = moments.filter(({ is_enough: isEnough }) => !isEnough);
  return (
    <InsightSection section={section} how={t('insights.momentsHow')}>
      {known.length === 0 ? (
        <p className="text-soft max-w-[60ch] text-base">{t('insights.momentsNone')}</p>
      ) : (
        <IntervalTable
          caption={t(`insights.section.${section}`)}
          rows={known.map(({ name, days, mean_mood: mean, low, high }) => ({
            key: name,
            name: momentName(name),
            value: mean ?? 0,
            low: low ?? 0,
            high: high ?? 0,
            note: t('insights.days', { count: days }),
          }))}
        />
      )}
      {open.length > 0 && known.length > 0 ? (
        <p className="text-soft mt-2 max-w-[60ch]">
          {t('insights.momentsOpen', { names: open.map(({ name }) => momentName(name)).join(', ') })}
        </p>
      ) : null}
    </InsightSection>
  );
}

function Nothing() {
  return (
    <div className="py-12">
      <h2 className="font-serif text-xl font-medium tracking-tight">{t('insights.noneTitle')}</h2>
      <p className="text-soft mt-2 max-w-[52ch] text-base">{t('insights.noneText')}</p>
      <ButtonLink to="/check-in" tone="primary" size="large" className="mt-6">
        {t('insights.checkIn')}
      </ButtonLink>
    </div>
  );
}
