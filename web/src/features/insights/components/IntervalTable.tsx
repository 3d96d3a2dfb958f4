import { formatNumber } from '@/lib/messages/format';
import { t } from '@/lib/messages/insights';

interface Row {
  key: string;
  name: string;
  value: number;
  low: number;
  high: number;
  /** What it goes by. */
  note: string;
}

const [least, most] = [1, 10];
const place = (value: number) => `${(((value - least) / (most - least)) * 100).toFixed(2)}%`;

/** Moods from 1 to 10, each a dot within its interval: drawing and numbers in one table. */
export function IntervalTable({ caption, rows }: { caption: string; rows: readonly Row[] }) {
  return (
    <table className="w-full border-collapse text-base @max-[17rem]:text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('insights.columnWhen')}</th>
          <th scope="col">{t('insights.columnMood')}</th>
          <th scope="col">{t('insights.columnInterval')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, value, low, high, note }) => (
          <tr key={key}>
            <th
              scope="row"
              className="w-[34%] first-letter:uppercase py-2 pr-3 text-left @max-[17rem]:pr-1.5 align-middle font-medium"
            >
              {name} <span className="text-soft numeric block text-sm font-normal">{note}</span>
            </th>
            <td className="numeric w-[3.2em] py-2 pr-3 text-right @max-[17rem]:w-auto align-middle font-semibold">
              {formatNumber(value, 1, 1)}
            </td>
            <td className="py-2 align-middle">
              <span className="sr-only">
                {t('insights.interval', { low: formatNumber(low, 1, 1), high: formatNumber(high, 1, 1) })}
              </span>
              <svg aria-hidden className="block h-7 w-full overflow-visible">
                <line x1="0" x2="100%" y1="14" y2="14" stroke="var(--line)" strokeWidth="1.5" />
                <line
                  x1={place(low)}
                  x2={place(high)}
                  y1="14"
                  y2="14"
                  stroke="var(--accent)"
                  strokeWidth="5"
                  strokeOpacity="0.45"
                  strokeLinecap="round"
                />
                <circle cx={place(value)} cy="14" r="5.5" fill="var(--accent)" />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot aria-hidden>
        <tr>
          <td colSpan={2} />
          <td className="text-faint numeric text-xs">
            <span className="flex justify-between">
              <span>{least}</span>
              <span className="@max-[17rem]:hidden">{t('insights.moodOfTen')}</span>
              <span>{most}</span>
            </span>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
