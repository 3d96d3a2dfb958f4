import { Table2 } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { t } from '@/lib/messages/t';
import { Button } from './Button';

interface Props {
  caption: string;
  head: readonly ReactNode[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
  /** In place of "Show as table". */
  label?: string;
}

/** The numbers behind a chart, for whoever reads better than looks, or wants to copy them. */
export function TableBehind({ caption, head, rows, label }: Props) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="mt-2">
      <Button
        tone="quiet"
        size="compact"
        aria-expanded={isOpen}
        aria-controls={id}
        onPress={() => setOpen(!isOpen)}
        className="-ml-2.5"
      >
        <Table2 aria-hidden className="size-3.5" />
        {isOpen ? t('analysis.hideTable') : (label ?? t('analysis.showTable'))}
      </Button>
      <div id={id} hidden={!isOpen} className="border-line mt-1 max-h-80 overflow-auto border-y">
        {isOpen ? (
          <table className="w-full border-collapse text-xs">
            <caption className="sr-only">{caption}</caption>
            <thead>
              <tr>
                {head.map((cell, index) => (
                  <th
                    key={index}
                    scope="col"
                    className={`bg-raised text-soft sticky top-0 px-2 py-1.5 font-medium whitespace-nowrap first:pl-0 ${index === 0 ? 'text-left' : 'text-right'}`}
                  >
                    {cell}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key} className="border-line border-t">
                  {row.cells.map((cell, index) =>
                    index === 0 ? (
                      <th
                        key={index}
                        scope="row"
                        className="py-1 pr-2 text-left font-medium whitespace-nowrap"
                      >
                        {cell}
                      </th>
                    ) : (
                      <td key={index} className="px-2 py-1 text-right">
                        {cell}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
      </div>
    </div>
  );
}
