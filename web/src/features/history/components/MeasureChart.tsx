import { TableBehind } from '@/components/TableBehind';
import { formatNumber } from '@/lib/messages/format';
import { t } from '@/lib/messages/history';
import { addDays, daysBetween, formatShortDay } from '../model/days';
import { runsOf, type Measure, type Point, type Span } from '../model/series';

const width = 340;
const height = 140;
const left = 26;
const right = 10;
const top = 8;
const bottom = 24;

interface Props {
  measure: Measure;
  points: readonly Point[];
  span: Span;
}

/** One measure over time. A line joins neighbours in time only; a lone point stands alone. */
export function MeasureChart({ measure, points, span }: Props) {
  const name = t(`history.${measure}`);
  const [least, most, steps] = measure === 'sleep' ? sleepScale(points) : ([1, 10, [1, 5, 10]] as const);
  const places = Math.ceil((daysBetween(span.from, span.to) + 1) / span.daysPerPoint);
  const x = (day: string) =>
    left +
    (daysBetween(span.from, day) / span.daysPerPoint / Math.max(1, places - 1)) * (width - left - right);
  const y = (value: number) => top + ((most - value) / (most - least)) * (height - top - bottom);
  const label = t('history.chartName', {
    measure: name,
    from: formatShortDay(span.from),
    to: formatShortDay(span.to),
  });
  return (
    <section className="mt-7">
      <h2 className="flex items-baseline justify-between gap-4">
        <span className="text-base font-semibold">{name}</span>
        <span className="text-soft text-xs">
          {t(measure === 'sleep' ? 'history.chartOfHours' : 'history.chartOfTen')}
        </span>
      </h2>
      {points.length === 0 ? (
        <p className="text-soft mt-1">{t('history.chartNone')}</p>
      ) : (
        <>
          <svg
            viewBox={`0 0 ${width} ${height}`}
            role="img"
            aria-label={label}
            className="mt-1 h-auto w-full"
          >
            {steps.map((step) => (
              <g key={step}>
                <line x1={left} x2={width - right} y1={y(step)} y2={y(step)} stroke="var(--line)" />
                <text x={left - 6} y={y(step) + 4} textAnchor="end" fontSize="12" fill="var(--ink-soft)">
                  {step}
                </text>
              </g>
            ))}
            {runsOf(points, span.daysPerPoint).map((run) => (
              <polyline
                key={run[0]?.day}
                points={run.map(({ day, mean }) => `${x(day).toFixed(1)},${y(mean).toFixed(1)}`).join(' ')}
                fill="none"
                stroke="var(--accent)"
                strokeWidth="1.6"
                strokeLinejoin="round"
              />
            ))}
            {points.map(({ day, mean }) => (
              <circle key={day} cx={x(day)} cy={y(mean)} r={places > 60 ? 1.9 : 2.8} fill="var(--accent)" />
            ))}
            <DateLabels span={span} x={x} places={places} />
          </svg>
          <TableBehind
            caption={label}
            head={headOf(span)}
            rows={points.toReversed().map((point) => rowOf(point, measure))}
          />
        </>
      )}
    </section>
  );
}

/** Whole hours around what was slept, and never from an hour that makes a little look like much. */
function sleepScale(points: readonly Point[]): readonly [number, number, readonly number[]] {
  const most = Math.max(10, Math.ceil(Math.max(0, ...points.map(({ mean }) => mean)) / 2) * 2);
  return [0, most, [0, 4, 8, ...(most > 10 ? [most] : [])]];
}

interface DateLabelsProps {
  span: Span;
  x: (day: string) => number;
  places: number;
}

function DateLabels({ span, x, places }: DateLabelsProps) {
  const days = [0, Math.floor((places - 1) / 2), places - 1].map((place) =>
    addDays(span.from, place * span.daysPerPoint),
  );
  const anchors = ['start', 'middle', 'end'] as const;
  return days.map((day, index) => (
    <text
      key={day}
      x={index === 0 ? left : x(day)}
      y={height - 4}
      textAnchor={anchors[index] ?? 'middle'}
      fontSize="12"
      fill="var(--ink-soft)"
    >
      {formatShortDay(day)}
    </text>
  ));
}

function headOf({ daysPerPoint }: Span): string[] {
  return [
    t(daysPerPoint > 1 ? 'history.tableWeek' : 'history.tableDay'),
    t('history.tableMean'),
    t('history.tableRange'),
    t('history.tableCount'),
  ];
}

function rowOf({ day, mean, low, high, count }: Point, measure: Measure) {
  const digits = measure === 'sleep' ? 1 : 0;
  const range =
    low === high ? formatNumber(low, digits) : `${formatNumber(low, digits)}–${formatNumber(high, digits)}`;
  return { key: day, cells: [formatShortDay(day), formatNumber(mean, 1, 1), range, formatNumber(count)] };
}
