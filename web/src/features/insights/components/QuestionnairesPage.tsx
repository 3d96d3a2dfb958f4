import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '@/components/ButtonLink';
import { Loaded } from '@/components/Loaded';
import { TableBehind } from '@/components/TableBehind';
import { bandKey, kinds, type Kind } from '@/features/screenings/model/screening';
import { formatDate } from '@/lib/messages/format';
import { t } from '@/lib/messages/insights';
import { courseQuery, hiddenQuery, type PastScreening } from '../api/insights';
import { CourseChart } from './CourseChart';
import { HiddenSections } from './HiddenSections';
import { InsightSection } from './InsightSection';

/** The two questionnaires over time: numbers and their usual names, never what somebody has. */
export function QuestionnairesPage() {
  const hidden = useQuery(hiddenQuery);
  return (
    <>
      <Loaded of={hidden} waiting={t('insights.loading')}>
        {(sections) => (sections.includes('screenings') ? null : <Courses />)}
      </Loaded>
      <HiddenSections among={['screenings']} />
    </>
  );
}

function Courses() {
  return (
    <div className="mt-4">
      <InsightSection section="screenings" how={t('insights.screeningsHow')}>
        <p className="text-soft max-w-[60ch] text-base">{t('insights.screeningsText')}</p>
        {kinds.map((kind) => (
          <Course key={kind} kind={kind} />
        ))}
      </InsightSection>
    </div>
  );
}

function Course({ kind }: { kind: Kind }) {
  const taken = useQuery(courseQuery(kind));
  const name = t(`insights.${kind}`);
  return (
    <section className="mt-6">
      <h3 className="text-base font-semibold">{name}</h3>
      <Loaded of={taken} waiting={t('insights.loading')}>
        {(items) => {
          const latest = items.at(-1);
          return latest === undefined ? (
            <p className="text-soft mt-1 text-base">{t('insights.screeningsNone')}</p>
          ) : (
            <>
              <p className="numeric mt-1 text-base">
                {t('insights.latest', {
                  date: formatDate(latest.taken_at),
                  total: latest.total,
                  most: mostOf[kind],
                  band: bandName(latest.band),
                })}
              </p>
              <CourseChart name={name} items={items} most={mostOf[kind]} bands={bandsOf[kind]} />
              <CourseTable name={name} items={items} />
            </>
          );
        }}
      </Loaded>
      <ButtonLink to={`/screenings/${kind}`} size="touch" className="mt-3">
        {t('insights.take')}
      </ButtonLink>
    </section>
  );
}

const mostOf: Record<Kind, number> = { phq9: 27, gad7: 21 };

/** Where each band begins (Kroenke et al. 2001, doi:10.1046/j.1525-1497.2001.016009606.x; Spitzer et al. 2006, doi:10.1001/archinte.166.10.1092). */
const bandsOf: Record<Kind, readonly { from: number; name: string }[]> = {
  phq9: [
    { from: 0, name: 'minimal' },
    { from: 5, name: 'mild' },
    { from: 10, name: 'moderate' },
    { from: 15, name: 'moderately_severe' },
    { from: 20, name: 'severe' },
  ],
  gad7: [
    { from: 0, name: 'minimal' },
    { from: 5, name: 'mild' },
    { from: 10, name: 'moderate' },
    { from: 15, name: 'severe' },
  ],
};

function bandName(band: string): string {
  const key = bandKey(band);
  return key === null ? band : t(key);
}

function CourseTable({ name, items }: { name: string; items: readonly PastScreening[] }) {
  return (
    <TableBehind
      caption={name}
      head={[t('insights.columnDate'), t('insights.columnTotal'), t('insights.columnBand')]}
      rows={items.toReversed().map(({ id, taken_at: at, total, band }) => ({
        key: id,
        cells: [formatDate(at), total, bandName(band)],
      }))}
    />
  );
}
