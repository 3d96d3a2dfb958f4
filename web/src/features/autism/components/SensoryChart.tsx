import { useState } from 'react';
import { TableBehind } from '@/components/TableBehind';
import { t } from '@/lib/messages/autism';
import { formatDateTime } from '@/lib/messages/format';
import { locale } from '@/lib/messages/t';
import type { SensoryEntry } from '../api/moments';
import { placeName } from './AroundChoices';

const daysShown = 14;
const dayMilliseconds = 86_400_000;
const [width, height, left, right, top, bottom] = [340, 128, 24, 8, 8, 20];
const dayName = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });

/** One dot for each entry. No line joins them: what was between them was not said. */
export function SensoryChart({ entries }: { entries: readonly SensoryEntry[] }) {
  const [now] = useState(() => Date.now());
  const from = now - daysShown * dayMilliseconds;
  const recent = entries.filter(({ occurred_at }) => Date.parse(occurred_at) >= from);
  const x = (time: number) => left + ((time - from) / (now - from)) * (width - left - right);
  const y = (load: number) => top + ((10 - load) / 9) * (height - top - bottom);
  const label = t('sensory.chartName', { count: recent.length });
  return (
    <section className="mt-9">
      <h2 className="text-base font-semibold">{t('sensory.chart')}</h2>
      {recent.length === 0 ? (
        <p className="text-soft mt-1">{t('sensory.noneRecent')}</p>
      ) : (
        <>
          <svg
            viewBox={`0 0 ${width} ${height}`}
            role="img"
            aria-label={label}
            className="mt-1 h-auto w-full max-w-lg"
          >
            {[1, 5, 10].map((load) => (
              <g key={load}>
                <line x1={left} x2={width - right} y1={y(load)} y2={y(load)} stroke="var(--line)" />
                <text x={left - 6} y={y(load) + 3.5} textAnchor="end" fontSize="10" fill="var(--ink-soft)">
                  {load}
                </text>
              </g>
            ))}
            {recent.map(({ id, occurred_at, load, source }) => (
              <circle
                key={id}
                cx={x(Date.parse(occurred_at))}
                cy={y(load)}
                r="3"
                fill={source === 'log' ? 'var(--accent)' : 'var(--paper)'}
                stroke="var(--accent)"
                strokeWidth="1.3"
              />
            ))}
            <text x={left} y={height - 4} fontSize="10" fill="var(--ink-soft)">
              {dayName.format(from)}
            </text>
            <text x={width - right} y={height - 4} textAnchor="end" fontSize="10" fill="var(--ink-soft)">
              {dayName.format(now)}
            </text>
          </svg>
          <TableBehind
            caption={label}
            head={[t('log.tableTime'), t('log.tableValue'), t('log.tablePlace')]}
            rows={recent.map(({ id, occurred_at, load, place }) => ({
              key: id,
              cells: [formatDateTime(occurred_at), load, place === null ? '' : placeName(place)],
            }))}
          />
        </>
      )}
    </section>
  );
}
