import { bandKey } from '@/features/screenings/model/screening';
import { formatDate } from '@/lib/messages/format';
import { t } from '@/lib/messages/insights';
import type { PastScreening } from '../api/insights';

const [width, height] = [340, 168];
// On the right the words of the bands have a margin of their own.
const [left, right, top, bottom] = [24, 112, 8, 24];

interface Props {
  name: string;
  /** Oldest first. */
  items: readonly PastScreening[];
  most: number;
  bands: readonly { from: number; name: string }[];
}

/** Totals over time, with the words the bands go by written where they begin. */
export function CourseChart({ name, items, most, bands }: Props) {
  const moments = items.map(({ taken_at: at }) => Date.parse(at));
  const [first, last] = [Math.min(...moments), Math.max(...moments)];
  const x = (moment: number) =>
    last === first
      ? (left + width - right) / 2
      : left + 6 + ((moment - first) / (last - first)) * (width - left - right - 12);
  const y = (total: number) => top + ((most - total) / most) * (height - top - bottom);
  const points = items.map(({ id, total }, index) => ({ id, x: x(moments[index] ?? first), y: y(total) }));
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('insights.courseName', { name, count: items.length })}
      className="mt-2 block h-auto w-full max-w-lg"
    >
      {bands.map(({ from, name: band }, index) => {
        const key = bandKey(band);
        const middle = (y(from) + y(bands[index + 1]?.from ?? most)) / 2;
        return (
          <g key={band}>
            <line x1={left} x2={width - right} y1={y(from)} y2={y(from)} stroke="var(--line)" />
            <text x={left - 6} y={y(from) + 3.5} textAnchor="end" fontSize="12" fill="var(--ink-soft)">
              {from}
            </text>
            <text x={width - right + 8} y={middle + 3.5} fontSize="12" fill="var(--ink-soft)">
              {key === null ? band : t(key)}
            </text>
          </g>
        );
      })}
      <polyline
        points={points.map((point) => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(' ')}
        fill="none"
        stroke="var(--accent)"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
      {points.map((point) => (
        <circle key={point.id} cx={point.x} cy={point.y} r="3.5" fill="var(--accent)" />
      ))}
      {[first, ...(formatDay(last) === formatDay(first) ? [] : [last])].map((moment, index) => (
        <text
          key={moment}
          x={items.length === 1 ? x(moment) : index === 0 ? left : width - right}
          y={height - 4}
          textAnchor={items.length === 1 ? 'middle' : index === 0 ? 'start' : 'end'}
          fontSize="12"
          fill="var(--ink-soft)"
        >
          {formatDay(moment)}
        </text>
      ))}
    </svg>
  );
}

function formatDay(moment: number): string {
  return formatDate(new Date(moment).toISOString());
}
