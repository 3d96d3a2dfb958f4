import { t } from '@/lib/messages/history';
import type { ImportPreview } from '../api/importCsv';

/** The first lines as they stand in the file. */
export function SampleTable({ preview: { columns, sample } }: { preview: ImportPreview }) {
  return (
    // Wider than a phone more often than not: it scrolls by itself, with the keys too.
    <div
      role="region"
      aria-label={t('import.sample')}
      tabIndex={0}
      className="border-line mt-4 overflow-x-auto rounded-sm border"
    >
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{t('import.sample')}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th
                key={index}
                scope="col"
                className="bg-sunken text-soft px-2.5 py-1.5 text-left font-medium whitespace-nowrap"
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.map((row, line) => (
            <tr key={line} className="border-line border-t">
              {columns.map((_, index) => (
                <td key={index} className="max-w-64 truncate px-2.5 py-1.5 whitespace-nowrap">
                  {row[index] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
