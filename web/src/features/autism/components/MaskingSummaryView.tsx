import { useQuery } from '@tanstack/react-query';
import { Loaded } from '@/components/Loaded';
import { t } from '@/lib/messages/autism';
import { formatNumber } from '@/lib/messages/format';
import { maskingSummaryQuery, type MaskingSummary } from '../api/moments';
import { companyName, placeName } from './AroundChoices';

/** Means with their intervals. Which of them would be better is nobody's to say. */
export function MaskingSummaryView() {
  const summary = useQuery(maskingSummaryQuery);
  return (
    <section className="border-line mt-4 border-t pt-4">
      <h2 className="text-base font-semibold">{t('masking.summary')}</h2>
      <Loaded of={summary} waiting={t('masking.loading')}>
        {({ places, companies, energy_afterwards, method }) => (
          <>
            {places.length + companies.length === 0 ? (
              <p className="text-soft mt-1">{t('masking.summaryNone')}</p>
            ) : null}
            <Group title={t('masking.places')} rows={places} nameOf={placeName} />
            <Group title={t('masking.companies')} rows={companies} nameOf={companyName} />
            <h3 className="mt-5 font-medium">{t('masking.energy')}</h3>
            <p className="text-soft mt-1 max-w-[62ch]">{energy_afterwards.why}</p>
            <details className="mt-2">
              <summary className="text-soft min-h-11 cursor-pointer py-2.5">{t('masking.method')}</summary>
              <p className="text-soft max-w-[62ch]">{method}</p>
            </details>
          </>
        )}
      </Loaded>
    </section>
  );
}

interface GroupProps {
  title: string;
  rows: MaskingSummary['places'];
  nameOf: (name: string) => string;
}

function Group({ title, rows, nameOf }: GroupProps) {
  if (rows.length === 0) return null;
  return (
    <>
      <h3 className="mt-5 font-medium">{title}</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.name} className="border-line border-b py-2">
            <p className="flex justify-between gap-4 text-base">
              <span>{nameOf(row.name)}</span>
              <span className="text-soft numeric">{t('masking.days', { count: row.days })}</span>
            </p>
            {row.mean === null || row.low === null || row.high === null ? (
              <p className="text-soft">{row.why}</p>
            ) : (
              <>
                <Range mean={row.mean} low={row.low} high={row.high} />
                <p className="text-soft numeric">
                  {t('masking.interval', {
                    mean: formatNumber(row.mean, 1, 1),
                    low: formatNumber(row.low, 1, 1),
                    high: formatNumber(row.high, 1, 1),
                  })}
                </p>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** A mean on the scale of ten, with the interval it lies in; the words below say the same. */
function Range({ mean, low, high }: { mean: number; low: number; high: number }) {
  const x = (value: number) => ((value - 1) / 9) * 100;
  return (
    <div aria-hidden className="relative my-1.5 h-3">
      <div className="bg-line absolute inset-x-0 top-1.5 h-px" />
      <div
        className="bg-accent/35 absolute top-0.5 h-2 rounded-full"
        style={{ left: `${x(low)}%`, width: `${Math.max(1, x(high) - x(low))}%` }}
      />
      <div
        className="bg-accent absolute top-0 h-3 w-1 -translate-x-1/2 rounded-full"
        style={{ left: `${x(mean)}%` }}
      />
    </div>
  );
}
