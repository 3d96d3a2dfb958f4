import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ButtonLink } from '@/components/ButtonLink';
import { Loaded } from '@/components/Loaded';
import { SegmentedChoice } from '@/components/SegmentedChoice';
import { t } from '@/lib/messages/history';
import { seriesQuery, type Series } from '../api/history';
import { dayOf } from '../model/days';
import { measures, pointsOf, spanOf, type Range, type Span } from '../model/series';
import { MeasureChart } from './MeasureChart';

/** Mood and what goes with it, each on its own lines; what was never noted is not drawn. */
export function ChartsPage() {
  const [today] = useState(() => dayOf(new Date()));
  const [range, setRange] = useState<Range>('days30');
  const span = spanOf(range, today);
  const series = useQuery({ ...seriesQuery(span.from, span.to), placeholderData: keepPreviousData });
  return (
    <>
      <div className="mt-5">
        <SegmentedChoice
          label={t('history.range')}
          isLabelHidden
          size="touch"
          value={range}
          onChange={setRange}
          options={[
            ['days30', t('history.days30')],
            ['months3', t('history.months3')],
            ['year', t('history.year1')],
          ]}
        />
      </div>
      <Loaded of={series} waiting={t('history.loading')}>
        {(found) => (found.id.length === 0 ? <Nothing /> : <Charts series={found} span={span} />)}
      </Loaded>
    </>
  );
}

function Nothing() {
  return (
    <div className="py-8">
      <p className="text-soft max-w-[52ch] text-base">{t('history.chartsNone')}</p>
      <ButtonLink to="/check-in" tone="primary" size="large" className="mt-5">
        {t('today.checkIn')}
      </ButtonLink>
    </div>
  );
}

function Charts({ series, span }: { series: Series; span: Span }) {
  return (
    <>
      <p className="text-soft mt-3 max-w-[60ch]">
        {t(span.daysPerPoint > 1 ? 'history.chartWeekly' : 'history.chartDaily')} {t('history.chartGaps')}
      </p>
      <div className="mt-2 grid gap-x-10 lg:grid-cols-2">
        {measures.map((measure) => (
          <MeasureChart
            key={measure}
            measure={measure}
            points={pointsOf(series, measure, span)}
            span={span}
          />
        ))}
      </div>
    </>
  );
}
