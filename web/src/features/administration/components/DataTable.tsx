import type { KeyboardEvent, ReactNode } from 'react';
import { Link } from 'react-router';
import { t } from '@/lib/messages/administration';

export interface Column<Row> {
  key: string;
  head: string;
  cell: (row: Row) => ReactNode;
  /** Width and alignment from 768 pixels on. */
  className?: string;
  /** In a card the value speaks for itself. */
  isUnlabelled?: boolean;
  /** For the eye the cells say enough. */
  isHeadHidden?: boolean;
}

interface Props<Row> {
  label: string;
  /** The first column names the row. */
  columns: readonly [Column<Row>, ...Column<Row>[]];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Where a row leads, or what opens when it is pressed; the whole row is then the target. */
  rowAddress?: (row: Row) => string;
  onOpen?: (row: Row) => void;
}

/**
 * Rows of facts: a table from 768 pixels on, cards below. The roles are written out because a table whose parts are laid out
 * as blocks is no table to a screen reader otherwise.
 */
export function DataTable<Row>({ label, columns, rows, rowKey, rowAddress, onOpen }: Props<Row>) {
  const [first, ...others] = columns;
  return (
    <>
      <table
        role="table"
        aria-label={label}
        onKeyDown={moveByArrows}
        className="w-full border-collapse max-md:block"
      >
        <thead role="rowgroup" className="max-md:sr-only">
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.key}
                role="columnheader"
                scope="col"
                className={`bg-paper border-line text-faint sticky top-0 z-10 border-b px-3 py-1.5 text-left text-xs font-medium whitespace-nowrap first:pl-0 ${column.className ?? ''}`}
              >
                {column.isHeadHidden ? <span className="sr-only">{column.head}</span> : column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="max-md:flex max-md:flex-col max-md:gap-2.5">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              role="row"
              className="border-line hover:bg-hover/60 has-[[data-row-link]:focus-visible]:bg-hover/60 relative max-md:block max-md:rounded-sm max-md:border max-md:px-3.5 max-md:py-2.5 md:border-b"
            >
              <th
                role="rowheader"
                scope="row"
                className="py-1.5 pr-3 text-left align-top font-medium max-md:block max-md:py-0 max-md:[overflow-wrap:anywhere] md:h-9"
              >
                <RowTarget address={rowAddress?.(row)} onOpen={onOpen ? () => onOpen(row) : undefined}>
                  {first.cell(row)}
                </RowTarget>
              </th>
              {others.map((column) => (
                <td
                  key={column.key}
                  role="cell"
                  className={`px-3 py-1.5 align-top max-md:flex max-md:flex-wrap max-md:gap-x-3 max-md:px-0 max-md:py-0.5 max-md:text-left ${column.className ?? ''}`}
                >
                  {column.isUnlabelled ? null : (
                    <span aria-hidden className="text-faint w-24 shrink-0 text-xs leading-[1.55] md:hidden">
                      {column.head}
                    </span>
                  )}
                  <div className="min-w-0 max-md:max-w-full max-md:flex-1 max-md:basis-40">
                    {column.cell(row)}
                  </div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {(rowAddress ?? onOpen) ? (
        <p className="text-faint mt-3 text-xs max-md:hidden">{t('admin.keys')}</p>
      ) : null}
    </>
  );
}

interface TargetProps {
  address: string | undefined;
  onOpen: (() => void) | undefined;
  children: ReactNode;
}

const targetClass =
  'block w-full cursor-pointer rounded-sm text-left outline-offset-2 after:absolute after:inset-0';

function RowTarget({ address, onOpen, children }: TargetProps) {
  if (address !== undefined) {
    return (
      <Link data-row-link to={address} className={targetClass}>
        {children}
      </Link>
    );
  }
  if (!onOpen) return children;
  return (
    <button type="button" data-row-link onClick={onOpen} className={targetClass}>
      {children}
    </button>
  );
}

function moveByArrows(event: KeyboardEvent<HTMLTableElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-link]')];
  const at = links.findIndex((link) => link === event.target);
  if (at < 0) return;
  event.preventDefault();
  links[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
}
